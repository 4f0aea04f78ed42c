"""Writes a handbook of any size that has no faults: the same for the same arguments, so that figures compare.

    python bench/synthetic.py FOLDER [RULES]

Every rule has all the fields that real ones have, about as long; statements, titles and questions all differ.
"""

from __future__ import annotations

import sys
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RULES_A_CLAUSE = 5
CLAUSES_A_SECTION = 10
SECTIONS_A_CHAPTER = 5

_SUBJECTS = """
客户 老年客户 外籍客户 新客户 企业财务 代办人 听障客户 带孩子的家长 学生 外来务工者 退休教师 个体店主
挂失的人 排队的人
"""
_MOMENTS = """
到柜台办理业务时 在大堂等候时 打来电话后 在线提问后 表示听不懂时 提出不同意见时 要求换人时 情绪激动时
询问费用时 问起风险时 开立账户时 办理挂失时 修改预留信息时 申请贷款时 临时取消业务时 抱怨排队太久时
携带大额现金时 委托旁人代办时 领取回单时 对账单有疑问时 遗失证件时 要求解释条款时 催问进度时 准备离开时
第二次上门时 收到短信后 忘记密码时 想提前支取时 听到广播后
"""
_VERBS = """
核对 登记 复述 遮住 交回 打印 标出 讲清 递上 收好 念出 拍照留存 装订 上报 撤下 补写 盖章确认 当场拆封
逐页翻看 小声说明 重新填写 锁进抽屉 写在便签上 转给主管 邮寄 扫描 留一份 划掉 换成大字版 画图解释
译成方言 贴上标签
"""
_THINGS = """
证件原件 收费标准 联系号码 签名页 风险等级 回电钟点 到期日期 手续清单 申请表第二联 合同重点段落
预约记录 零钞 回执 密码信封 银行卡片 授权书 录音编号 利率表 对账单 委托材料 客户的原话 取号小票 投诉单
电子回单 附件目录 影像资料 业务流水 宣传折页 保管箱钥匙 排队次序 特殊需求卡 家属电话 翻译件 退件理由
"""
_MANNERS = """
语速放慢一半 不打断对方 目光平视 声音只让本人听见 表情平和 双手放在台面 每步停顿一下 避开旁人视线
由本人亲手完成 全程开着录音 照着清单来 先征得点头 结束前再确认一次 不带个人评价 站在同一侧
按指引卡的次序 在同一个窗口办完 由主管见证 不用外人设备 让人看得见过程 以当天资料为准 隔开后面的队伍
请对方先坐稳 关掉手边的屏幕 留出提问的空当 中途不接别的电话 一次只讲一件事
"""
WHEN = tuple(subject + moment for moment in _MOMENTS.split() for subject in _SUBJECTS.split())
ACT = tuple(verb + thing for thing in _THINGS.split() for verb in _VERBS.split())
WITH = tuple(_MANNERS.split())
WHO = ("柜员", "大堂人员", "客户经理", "电话客服", "在线客服", "值班员工", "新入职员工")
MODALITIES = ("应", "不得", "宜", "不宜", "可")
ASK = (
    "{when}要不要{act}",
    "{act}还{with_}是谁规定的啊",
    "{when}忘了{act}咋办",
    "为啥非得{act}，{with_}",
    "{when}能不能不{act}",
    "我看别人{when}从来不{act}",
    "{act}的时候还得{with_}吗",
    "急，{when}怎么{act}",
    "领导让{with_}，那{act}呢",
)
SAY = (
    "{early}没{part}",
    "忘了{part}",
    "懒得{rest}",
    "{early}催着{rest}",
    "老是不{part}",
    "{part}又{rest}",
    "嫌{part}麻烦",
    "{early}就{part}",
    "谁来{rest}",
    "说好{part}的",
    "光{part}不{rest}",
    "{early}先{rest}",
)
TAILS = ("", "行不行", "被说了")


def write(root: Path, rules: int = 10_000) -> None:
    """Writes content/ with the given number of rules below ``root``."""
    content = root / "content"
    chapters = content / "chapters"
    chapters.mkdir(parents=True, exist_ok=True)
    for name, text in _VOCABULARIES.items():
        (content / name).write_text(text, encoding="utf-8")
    outline = ["chapters:"]
    made = 0
    for chapter in count(1):
        if made >= rules:
            break
        lines = [
            f"chapter: {chapter}",
            f"title: 第{chapter}类沟通",
            "slug: part",
            "summary: 这一类怎么说怎么做。",
        ]
        lines.append("rules:")
        outline += [f"  - number: {chapter}", f"    title: 第{chapter}类沟通", "    sections:"]
        for section in range(1, SECTIONS_A_CHAPTER + 1):
            if made >= rules:
                break
            outline += [
                f"      - number: {chapter}.{section}",
                f"        title: 第{section}组",
                "        clauses:",
            ]
            for clause in range(1, CLAUSES_A_SECTION + 1):
                size = min(RULES_A_CLAUSE, rules - made)
                if not size:
                    break
                number = f"{chapter}.{section}.{clause}"
                outline += [
                    f"          - number: {number}",
                    f"            title: 第{clause}条",
                    f"            items: {size}",
                ]
                for item in range(1, size + 1):
                    lines += _rule(made, number, item, size)
                    made += 1
        (chapters / f"{chapter:02d}-part.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (content / "outline.yaml").write_text("\n".join(outline) + "\n", encoding="utf-8")


def _rule(index: int, clause: str, item: int, size: int) -> Iterator[str]:
    """One rule; ``index`` picks a combination of words that no other index picks."""
    number, column = divmod(index, len(ACT))
    when = WHEN[index * 7 % len(WHEN)]
    act = ACT[column * 11 % len(ACT)]
    with_ = WITH[(index * 5 + number) % len(WITH)]
    who = WHO[index % len(WHO)]
    modality = MODALITIES[index % len(MODALITIES)]
    told = {"when": when, "act": act, "with_": with_}
    yield f"  - id: {clause}-{item}"
    yield f"    clause: {clause}"
    yield f"    item: {item}"
    yield f"    title: {act[:8]}{number:x}"
    yield f"    modality: {modality}"
    yield f"    statement: {when}，{who}{modality}{act}，并且{with_}。"
    reason = f"{act}，客户看得见，事后也查得到；不这样做，小事会变成第{number}桩投诉。"
    yield f"    rationale: {when}最容易说不清。{reason}"
    yield "    practice:"
    yield f"      - 先{act}，再往下讲。"
    yield f"      - {with_}，让对方跟得上。"
    yield f"      - recommend: 每月抽查{number % 20 + 3}次{act}的记录。"
    if index % 2:
        yield "    examples:"
        yield "      - kind: do"
        yield "        text: |-"
        yield "          客户：这个怎么办？我赶时间。"
        yield f"          员工：我马上帮您看。{when}，我们都会{act}。"
        yield "      - kind: dont"
        yield "        text: |-"
        yield "          客户：这个怎么办？我赶时间。"
        yield f"          员工：{act}太麻烦了，您下次再来。"
    yield f"    channels: {('all', 'phone', '[face-to-face, online]')[index % 3]}"
    yield f"    stages: {('[before]', '[during, after]')[index % 2]}"
    yield f"    bearer: {('front-line', 'branch-manager')[index % 2]}"
    yield f"    evidence: 第{number}册台账里{act}的记录。"
    if size > 1:
        other = item - 1 if item > 1 else size
        yield "    see:"
        yield f"      - rule: {clause}-{other}"
        yield f"        kind: {'细化' if item > 1 else '例外'}"
    words = f"{act[:4]}, {act[-4:]}, {with_[-4:]}, {when[:6]}, {who}{number}"
    yield f"    keywords: [{words}]"
    told |= {"early": when[:4], "part": act[-4:], "rest": with_[-4:]}
    said = [f"{say.format(**told)}{tail}{number}" for say in SAY for tail in TAILS]
    yield f"    said_as: [{', '.join(said)}]"
    yield "    asked_as:"
    for ask in ASK:
        yield f"      - {ask.format(**told)}{number}"
    yield "    origin: source"


_VOCABULARIES = {
    "handbook.yaml": """\
id: synthetic
title: 合成手册
short_title: 合成
edition: 测试版
effective: 2026-12-01
issuer: 本机构
owner: 测试
review_due: 2027-11-30
description: 用来量速度的手册。
""",
    "channels.yaml": """\
channels:
  - {id: face-to-face, title: 面对面, scene: 柜台, description: 当面。}
  - {id: phone, title: 电话, scene: 呼入, description: 通话。}
  - {id: online, title: 网络, scene: 邮件, description: 在网上。}
""",
    "roles.yaml": """\
roles:
  - {id: front-line, title: 一线员工, description: 直接接触客户的员工。}
  - {id: branch-manager, title: 网点负责人, description: 对网点负责的人。}
""",
    "stages.yaml": """\
stages:
  - {id: before, title: 沟通前, description: 准备。}
  - {id: during, title: 沟通中, description: 进行。}
  - {id: after, title: 沟通后, description: 善后。}
""",
}

if __name__ == "__main__":
    import pathlib

    write(pathlib.Path(sys.argv[1]), *map(int, sys.argv[2:3]))
