"""Printed forms of the registers (处理单, 传阅单, 登记簿 …): boxes and texts at fixed places in millimetres, as PDF."""
