"""Queries that no engine may stumble over."""

from tests.support.junk import junk

OPERATORS = '学徒* 学徒~2 +学徒 -学徒 学徒^9 学徒|护理 (学徒 [学徒 {学徒} "学徒 学徒" title:学徒 _id:1 /学徒/ 学徒?护理 NEAR(学徒 1+x C++ C# a.b.c 第14条 第十四条 第140条 ＡＢＣ 𠀀𠀁 ٣٤ é naïve'.split()
ODD = [*junk(), *OPERATORS, "学徒 AND 护理", "学徒 OR 护理", "NOT 学徒", "\ud800学徒", "学\0徒", "护", "a" * 300]
