"""The manuals of the codes that come up when papers are composed (T) and PDFs are set (P)."""

from __future__ import annotations

MAKING = {
    "T901": """组不出试卷

content/papers.yaml 要的题，题库里没有那么多，或者写了没有的章、渠道、责任人。一份试卷里一条规则只考一次，
案例整个出，所以能出的题比题库里的少。每章一份、每个渠道一份的，题不够的那一份不出，不算错。

错误：

    - id: final
      parts:
        - kind: match
          count: 50
          marks: 2

正确：

    - id: final
      parts:
        - kind: match
          count: 2
          marks: 4
""",
    "T902": """两份试卷的文件名一样

文件名由 id、章号或渠道、卷号和“-teacher”“-answer-sheet”连成，两份一样的就只剩下一份。
acknowledgement 这个名字留给学习确认书。

错误：

    - id: final
      forms: [A, B]
    - id: final-a

正确：

    - id: final
      forms: [A, B]
    - id: resit
""",
    "P901": """字体里没有的字

印刷用的字体是 Noto CJK 简体的宋体和黑体。它们没有的字，别的字体也许有，但样子不同；都没有，纸上就是方框。
所以遇到这样的字就不生成PDF。

错误：

    statement: 员工应在☐里打勾。

正确：

    statement: 员工应在方框里打勾。
""",
    "P902": """排不成PDF

排版时遇到了不能忽略的问题，例如核对单一页放不下。

错误：

    一张核对单有四个停顿点，每个九项

正确：

    删掉或合并几项，排进一页
""",
    "P903": """文字放不下

有的文字排出了它的框或者纸边，或者和别的文字叠在一起。长网址、长数字会自己折行；还放不下的，多半是太长的名称、
部门或版次。缩短它，再生成。

错误：

    owner: 某某银行股份有限公司某某省分行消费者权益保护委员会办公室客户沟通与服务质量管理中心

正确：

    owner: 消费者权益保护办公室
""",
    "P904": """网点名单里有印不了的行

`handbook checklist --branches 网点.csv` 的名单第一行写列名，有一列叫“网点”（或支行、机构名称等）；
同名的几家网点再加一列“代码”。只有名称一列的，可以没有列名。名称里的字要是印刷字体里有的，
排成两行不小于8磅（最多44个汉字）。

错误：

    分行名,地址
    城东支行,东大街1号

正确：

    网点,代码
    城东支行,B1
    城东支行,B2
""",
}
