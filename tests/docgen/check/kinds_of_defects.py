"""The kinds of defects that are seeded: each says what is made wrong, none how it is found. Importing fills KINDS."""

from __future__ import annotations

import random
import re

from tests.docgen.check.mutating import (
    HAN,
    ORDER,
    added_head_kind,
    body_kind,
    constant,
    head_kind,
    line_kind,
    sentence_kind,
    table_kind,
)

FULL = str.maketrans("0123456789", "０１２３４５６７８９")
DIGITS = "〇一二三四五六七八九"


def later(numeral: str, by: int) -> str | None:
    place = ORDER.find(numeral) + by
    return ORDER[place] if len(numeral) == 1 and 0 <= place < len(ORDER) else None


def number(mark: str, by: int) -> None:
    def change(found: re.Match[str], rng: random.Random) -> str | None:
        del rng
        other = later(found[1], by)
        return found[0].replace(found[1], other) if other else None

    body_kind(f"序号跳号{mark}" if by > 0 else f"序号重号{mark}", mark, change, whole=True)


for pattern in (r"^（([二三四五])）", r"^([二三四])、"):
    number(pattern, 1)
    number(pattern, -1)
body_kind("阿拉伯序号跳号", r"^([2-5])\.(?!\d)", lambda found, _: f"{int(found[1]) + 1}.", whole=True)
body_kind("汉字序号用点", rf"^[{ORDER}]、", lambda found, _: found[0][0] + ".")
body_kind("阿拉伯序号用顿号", r"^\d\.(?!\d)", lambda found, _: found[0][0] + "、")
body_kind("括号序号加顿号", rf"^（[{ORDER}]）", lambda found, _: found[0] + "、")
body_kind("序号半角括号", rf"^（([{ORDER}])）", lambda found, _: f"({found[1]})")
body_kind("标题末尾句号", rf"^[{ORDER}]、{HAN}{{3,12}}$", lambda found, _: found[0] + "。", whole=True)
body_kind("标题只剩序号", rf"^(（[{ORDER}]）)({HAN}.*)$", lambda found, _: found[1], whole=True)


def double(lines: list[str], head: int, rng: random.Random) -> tuple[list[str], int] | None:
    places = [
        i
        for i in range(head, len(lines))
        if len(lines[i]) > 40 and not re.match(r"[|:（一二三四五六七八九十\d第]", lines[i])
    ]
    at = rng.choice(places) if places else -1
    return ([*lines[: at + 1], lines[at], *lines[at + 1 :]], at + 1) if at >= 0 else None


line_kind("段落重复", double)


def bare(lines: list[str], head: int, rng: random.Random) -> tuple[list[str], int] | None:
    places = [
        i
        for i in range(head, len(lines))
        if len(lines[i]) > 60 and lines[i].endswith("。") and lines[i].count("。") > 1
    ]
    if not places:
        return None
    at = rng.choice(places)
    return [*lines[:at], lines[at][:-1], *lines[at + 1 :]], at


line_kind("段末缺标点", bare)


between = rf"(?<={HAN}){{}}(?={HAN})"
for full, half in ("，,", "；;", "：:"):
    body_kind(f"半角{half}", between.format(full), constant(half))
body_kind("半角括号", rf"（({HAN}{{2,12}})）", lambda found, _: f"({found[1]})")
body_kind("括号一半一全", rf"（({HAN}{{2,12}})）", lambda found, _: f"（{found[1]})")
body_kind("缺右括号", rf"（({HAN}{{2,20}})）(?=.)", lambda found, _: f"（{found[1]}")
body_kind("缺左引号", rf"“({HAN}{{2,12}})”", lambda found, _: f"{found[1]}”")
body_kind("缺右引号", rf"“({HAN}{{2,12}})”(?=.)", lambda found, _: f"“{found[1]}", whole=True)
body_kind("缺右书名号", rf"《({HAN}{{4,20}})》(?=.)", lambda found, _: f"《{found[1]}")
body_kind("直引号", rf"“({HAN}{{2,12}})”", lambda found, _: f'"{found[1]}"')
body_kind(
    "引号反向",
    rf"^[^“”]*“({HAN}{{2,12}})”[^“”]*$",
    lambda found, _: found[0].replace("“", "\0").replace("”", "“").replace("\0", "”"),
    whole=True,
)
body_kind(
    "引号套引号",
    rf"“({HAN}{{6,14}})”",
    lambda found, _: f"“{found[1][:2]}“{found[1][2:4]}”{found[1][4:]}”",
    whole=True,
)
body_kind("点号连用", rf"(?<={HAN})，(?={HAN})", constant("，。"))
body_kind("逗号连用", rf"(?<={HAN})，(?={HAN})", constant("，，"))
body_kind("句号连用", r"(?<=[^。])。$", constant("。。"))
body_kind("顿号加等", rf"(?<=、)({HAN}{{2,4}})等(?=[{HAN[1:-1]}])", lambda found, _: f"{found[1]}、等")
body_kind("破折号两短线", r"——", constant("--"))
body_kind("书名号用尖括号", rf"《({HAN}{{4,20}})》", lambda found, _: f"<{found[1]}>")
body_kind("段首标点", rf"^(?={HAN}{{6}})", constant("，"))
sentence_kind("省略号加等", "要配齐灭火器、沙箱、铁锹……等物资。", "重点检查网吧、歌厅、影院……等场所。")
sentence_kind("省略号不足", "要逐项登记、编号、拍照...并及时归档。", "要配齐雨衣、雨靴…并登记。")
sentence_kind("括号内句号", "请对照责任清单（见附表。）逐条自查。", "由养护公司（以下称乙方。）负责清扫。")
sentence_kind("引号内外句号", "要做到“人人有责、事事有人管。”。", "会上提出“先易后难。”。")
sentence_kind("一是加逗号", "重点抓好两项工作：一是，完善台账；二是，限时整改。")
sentence_kind("第一加顿号", "要做好以下工作。第一、摸清底数。第二、建立台账。")
body_kind("汉字间空格", rf"(?<={HAN}{{3}})(?={HAN}{{3}})", constant(" "), whole=True)


body_kind("全角数字", r"(?<!\d)\d{2,4}(?=[个项年万])", lambda found, _: found[0].translate(FULL))
body_kind("两位年份", r"(?<!\d)20(\d\d)年(?=\d{1,2}月\d{1,2}日)", lambda found, _: f"{found[1]}年")
body_kind("汉字月份", r"(?<=\d年)([1-9])月(?=\d)", lambda found, _: f"{DIGITS[int(found[1])]}月")
body_kind("月份前加零", r"(?<=\d年)([1-9])月(?=\d)", lambda found, _: f"0{found[1]}月")
body_kind("日写成号", r"(?<=月)(\d{1,2})日(?=[，。前起至（])", lambda found, _: f"{found[1]}号")
sentence_kind("百分数范围缺号", "力争完成率达到85～90%。", "损耗控制在3—5%以内。")
sentence_kind("万的范围缺字", "预计需要投入30～50万元。", "每年可接待3～5万人次。")
sentence_kind("百分之加号", "群众满意率达到百分之95%。", "任务完成率为百分之80%。")
sentence_kind("几用阿拉伯数字", "已经走访20几户群众。", "先后召开10几次调度会。")
sentence_kind("概数加顿号", "现场聚集了三、四十人。", "每天处理五、六件投诉。")
sentence_kind("下降用倍", "事故起数比去年下降2倍。", "投诉量减少了三倍。")
sentence_kind("约与左右并用", "项目总长约12公里左右。", "大约需要30天左右。")
sentence_kind("超过与以上并用", "参加活动的超过200人以上。", "至少完成50户以上。")
sentence_kind("世纪年代混写", "该小区建于二十世纪80年代。", "厂房建于上世纪90年代。")
sentence_kind("范围用短横", "施工期为3-5个月，每次2-3天。")
sentence_kind("非法定单位", "排水沟深50公分。", "场地面积1200平米。", "仓库距河道3华里。")


body_kind("不存在的日期", r"(?<!\d)(\d{1,2})月(\d{1,2})日(?=[，。前起（])", constant("2月30日"))
sentence_kind("星期不符", "定于2026年5月12日（星期五）召开调度会。", "请于2026年6月8日（周三）前报送。")
sentence_kind("起止日倒置", "活动时间为2026年6月30日至6月1日。", "公示期为2026年5月20日至2026年5月12日。")
sentence_kind("起止月倒置", "建设工期为2026年9月至2026年3月。", "服务期为2027年5月至2025年12月。")
sentence_kind("起止年倒置", "规划期为2030—2026年。", "统计口径为2025—2021年。")
sentence_kind("数值范围倒置", "每户补助500～300元。", "单价控制在80～60元。")
sentence_kind("时限已过", "请各单位于2019年3月1日前报送方案。", "各街道要在2020年5月底前完成整改。", source=True)
head_kind(
    "文号年份不符",
    "发文字号",
    lambda value, _: re.sub(r"〔(\d{4})〕", lambda m: f"〔{int(m[1]) - 1}〕", value) if "〔" in value else None,
)
head_kind("印发早于成文", "印发日期", constant("2019-01-05"))
head_kind(
    "标题年份不符",
    "标题",
    lambda value, _: re.sub(r"20\d\d年", "2023年", value) if re.search(r"20\d\d年", value) else None,
)


sentence_kind(
    "总数与分项不符",
    "全区共排查隐患86处，其中道路42处、桥梁18处、管网31处。",
    "共安排资金300万元，其中修缮160万元、绿化90万元、照明20万元。",
)
sentence_kind(
    "分项在前总数不符",
    "东片35户、西片48户、南片27户，共计120户。",
    "一季度完成12公里、二季度完成18公里，合计28公里。",
)
sentence_kind("占比算错", "200家企业中，有150家完成备案，占总数的85%。", "共有摊位80个，其中临时摊位20个，占35%。")
sentence_kind("增幅算错", "参保人数由4000人增加到5000人，增长20%。", "投诉件由60件减少到45件，下降35%。")
sentence_kind("减数算幅错", "发案24起，比去年同期减少6起，下降25%。", "新增企业66家，比上年增加6家，增长12%。")
sentence_kind("百分点算错", "覆盖率由62%提高到70%，提高9个百分点。", "合格率从91%下降到88%，下降4个百分点。")
sentence_kind("百分点写成百分数", "绿化率由35%提高到38%，提高3%。", "回收率从20%提高到26%，提高6%。")
sentence_kind("占比之和不符", "老人、儿童和其他人员分别占45%、30%和35%。", "甲类占50%，乙类占30%，丙类占28%。")
sentence_kind("大小写金额不符", "合同价款25万元（大写：贰拾陆万元整）。", "补偿款人民币叁万伍仟元整（￥53000.00）。")
sentence_kind(
    "项数不符",
    "要做好三项工作：一是摸清底数；二是建立台账；三是限时整改；四是跟踪问效。",
    "存在两个问题：一是底数不清；二是责任不明；三是进度偏慢。",
)
sentence_kind(
    "一是二是缺号", "主要做法：一是领导带头。二是部门联动。四是群众参与。", "要求：一是按时报送；三是专人负责。"
)
table_kind("合计不符", r"(?<=合计 \| )(\d+)", lambda found, _: str(int(found[0]) + 7))


body_kind("的字重复", rf"(?<={HAN})的(?={HAN}{{2}})", constant("的的"))
body_kind("了字重复", rf"(?<={HAN}{{2}})了(?={HAN}{{2}})", constant("了了"))
for word in ("工作", "要求", "加强", "推进", "管理", "进行"):
    body_kind(f"词语重复{word}", word, lambda found, _: found[0] * 2)


def same(lines: list[str], head: int, rng: random.Random) -> tuple[list[str], int] | None:
    found = [
        (i, m[0])
        for i in range(head, len(lines))
        for m in re.finditer(r"(?<=。)[^。]{34,90}。", lines[i])
        if not lines[i].startswith("|")
    ]
    places = [i for i in range(head, len(lines)) if len(lines[i]) > 30 and lines[i].endswith("。")]
    if not found or not places:
        return None
    at = rng.choice(places)
    lines[at] += rng.choice(found)[1]
    return lines, at


line_kind("句子重复", same)


head_kind(
    "文号方括号",
    "发文字号",
    lambda value, _: value.replace("〔", "[").replace("〕", "]") if "〔" in value else None,
)
head_kind("文号加第", "发文字号", lambda value, _: re.sub(r"〕(\d+)号", r"〕第\1号", value) if "〕" in value else None)
head_kind(
    "文号加零",
    "发文字号",
    lambda value, _: re.sub(r"〕(\d)号", r"〕0\1号", value) if re.search(r"〕\d号", value) else None,
)
head_kind(
    "主送又抄送",
    "抄送机关",
    constant("各乡镇人民政府、街道办事处，各街道办事处，区直各部门，区直有关部门，各有关单位"),
)
head_kind("署名不符", "署名", constant("澜州市档案馆"))
head_kind("机关标志不符", "发文机关标志", constant("澜州市档案馆文件"))
head_kind(
    "标题缺文种",
    "标题",
    lambda value, _: (
        re.sub(r"的?(?:通知|意见|函|请示|报告|批复)$", "", value)
        if re.search(r"的(?:通知|意见|函|请示|报告|批复)$", value)
        else None
    ),
)
head_kind("标题关于重复", "标题", lambda value, _: value.replace("关于", "关于关于", 1) if "关于" in value else None)
head_kind("标题末尾句号", "标题", lambda value, _: value + "。")
head_kind(
    "标题缺的",
    "标题",
    lambda value, _: (
        re.sub(r"的(?=(?:通知|意见|函)$)", "", value) if re.search(r"》?[^》]的(?:通知|意见|函)$", value) else None
    ),
)
added_head_kind("密级无份号", "版式: 文件", "密级: 机密", "保密期限: 5年")
added_head_kind("紧急程度不对", "版式: 文件", "紧急程度: 十万火急")
added_head_kind("下行文签发人", "文种: (?:通知|决定|通报)", "签发人: 秦某")
sentence_kind("未填占位符", "联系人：×××，电话：××××。", "由【待补】负责落实。", "共计____万元。", source=True)
sentence_kind("附件序号超出", "具体要求见附件9。", source=True)


def ending(lines: list[str], head: int, rng: random.Random) -> tuple[list[str], int] | None:
    del rng
    text = "\n".join(lines[:head])
    kind = re.search("文种: (通知|报告|请示|函|通报)", text)
    if not kind or not re.search("版式: (?:文件|信函)", text):
        return None
    wrong = {
        "通知": "特此报告。",
        "报告": "特此通知。",
        "请示": "特此通报。",
        "函": "特此通知。",
        "通报": "特此批复。",
    }[kind[1]]
    end = next((i for i in range(head, len(lines)) if lines[i].startswith(":::")), len(lines))
    return [*lines[:end], wrong, *lines[end:]], end


line_kind("结束语不对", ending)


def misspell(lines: list[str], head: int, rng: random.Random) -> tuple[list[str], int] | None:
    issuer = next((line[6:] for line in lines[:head] if line.startswith("发文机关: ")), "")
    places = [i for i in range(head, len(lines)) if issuer and len(lines[i]) > 30 and lines[i].endswith("。")]
    if not places:
        return None
    at = rng.choice(places)
    lines[at] += f"重大事项及时报{issuer.replace('澜', '兰', 1)}。"
    return lines, at


line_kind("机关名称写错", misspell)


def paper(lines: list[str], head: int, rng: random.Random) -> tuple[list[str], int] | None:
    del head
    titled = re.search(r"印发《([^《》]{6,40})》", "\n".join(lines))
    places = [i for i, line in enumerate(lines) if titled and f"现将《{titled[1]}》" in line]
    if not titled or not places:
        return None
    at = rng.choice(places)
    lines[at] = lines[at].replace(titled[1], titled[1][:2] + "地区" + titled[1][6:])
    return lines, at


line_kind("印发名称不符", paper)
sentence_kind(
    "旧机构名",
    "请区国土资源局做好用地保障。",
    "由区安全生产监督管理局组织检查。",
    "报国家旅游局备案。",
    "请银保监分局加强指导。",
    source=True,
)
sentence_kind(
    "已废止的法律",
    "依据《中华人民共和国合同法》签订协议。",
    "按照《信访条例》有关规定办理。",
    "违反《中华人民共和国担保法》的，依法处理。",
    source=True,
)
sentence_kind("没有的法律", "根据《中华人民共和国信访法》处理。", "依照《中华人民共和国城市管理法》处罚。")
sentence_kind("姓名职务不一", "区长秦某强调要抓落实。副区长秦某作了总结。")


sentence_kind("本着为原则", "本着方便群众为原则设置窗口。", "本着公开公平为宗旨开展评选。")
sentence_kind("原因是由于", "进度滞后的原因是由于天气影响。", "造成拥堵的原因是因为施工占道。")
sentence_kind("双重否定", "防止同类问题不再发生。", "避免安全事故不再出现。", "杜绝脏乱差现象不反弹。")
sentence_kind("提高力度", "要进一步提高执法力度。", "不断增加宣传力度。")
sentence_kind("减少差距", "努力减少城乡差距。", "逐步降低区域差距。")
sentence_kind("加大步伐", "加大改革步伐。", "扩大建设步伐。")
sentence_kind("改善问题", "切实改善停车难问题。", "尽快提高排水不畅问题。")
sentence_kind("围绕为中心", "围绕项目建设为中心开展工作。", "围绕乡村振兴为主题组织宣讲。")
sentence_kind("同义重复", "必须务必按时完成。", "一律全部予以清理。", "对违规行为进行予以处罚。")
sentence_kind("截止误用", "截止目前，已完成投资80%。", "截止5月底，共受理申请120件。")
sentence_kind("权力权利混用", "要规范行政权利运行。", "要保障公民的合法权力。")
sentence_kind("法制法治混用", "加快建设法制政府。", "推进法制社会建设。")
sentence_kind("台帐账目", "各单位要建立工作台帐。", "要逐笔核对帐目。")
sentence_kind("部署写错", "会议布署了下一步工作。", "请按统一步署推进。")
sentence_kind("相对时间", "区里日前召开了动员会。", "去年整治效果明显。", source=True)


def politely(lines: list[str], head: int, rng: random.Random) -> tuple[list[str], int] | None:
    down = re.search("文种: (?:通知|通报|决定|批复)", "\n".join(lines[:head])) and re.search(
        "版式: 文件", "\n".join(lines[:head])
    )
    places = [i for i in range(head, len(lines)) if down and len(lines[i]) > 20 and lines[i].endswith("。")]
    at = rng.choice(places[:3]) if places else -1
    return ([*lines[:at], lines[at] + "请贵局认真组织实施。", *lines[at + 1 :]], at) if at >= 0 else None


line_kind("下行文称贵", politely)
