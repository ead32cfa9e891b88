"""The notice that tests of the typesetter begin with."""

from __future__ import annotations

from datetime import date

from docgen.model import Document, Paragraph

HAN = "青澜新区建设要坚持绿色发展统筹山水林田湖草系统治理"
TEXT = Paragraph(HAN * 3 + "。")
NOTICE = Document(
    issuer="青澜新区管理委员会",
    issuer_mark="青澜新区管理委员会文件",
    document_number="青管〔2026〕15号",
    title="关于开展美丽新区建设的意见",
    recipients="各乡镇人民政府",
    signature="青澜新区管理委员会",
    issue_date=date(2026, 4, 15),
    body=(TEXT,),
)
