"""Minutes with two tasks, the second without a deadline, for the tests of the command and of the window."""

MINUTES = """---
版式: 纪要
文种: 纪要
发文机关: 青澜新区管理委员会
发文机关标志: 青澜新区管理委员会专题会议纪要
标题: 关于路灯养护的会议纪要
成文日期: 2026-04-20
出席: 秦某
---
会议议定以下事项。
一、路灯安装由区城市管理局牵头，区供电公司配合，5月31日前完成。
二、巡查台账由各街道办事处负责。
"""
