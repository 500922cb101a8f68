"""The words publishers use for columns, and the names by which a model is known to be one."""

from __future__ import annotations

import re

from scrapers.cells import is_baseline, plain

RANKS = re.compile(
    r"排名(?:\(.*\))?|总排名|排行|序号|名次(?:\(.*\))?|位次|编号|得到"
    r"|rank|ranking|#|no\.?|position|place|pos|rk"
)
MODELS = re.compile(
    "(?:大|预训练|参评|参赛|测评|被测|评测)?模型(?:名称?)?|模型/方法|方法/模型"
    "|models?|model[_-]?(?:name|id|version)|llms?|pre-?train(?:ed|ing)_model|metadata.model"
)
METHODS = re.compile("方法|算法|智能体|agents?|methods?|algo|algorithm|approach|systems?|baselines?")
TASKS = re.compile(
    "(?:任务|数据集|环境|游戏|测试集)(?:名称?)?"
    "|(?:env|environment|task|data_?set|benchmark|game)s?(?:_?(?:id|name))?"
)
NAMES = re.compile(
    "(?:产品)?名称|产品|系统|方案|name|info.name|model.name|entry|submission|id|player|选手|参赛者"
)
_MODEL_PART = re.compile(
    r"模型(?:名称|名|全称|简称)?(?:\(.*\))?$|^模型(?=[/(及])"
    r"|(?<![a-z])models?$|^models?(?=/| \(| name| version)"
)
_SETTING = re.compile(  # what the model is made of or was run with
    r"""参数 | ^规模$ | 语料$ | 词表 | 词汇 | 序列长度 | 上下文长度 | 层数 | 大小$ | 学习率 | 轮数$
    | 训练(?:数据|步|时|长度|语料|tokens?) | 样本 | 数量$ | 题量 | 题数 | 数据量
    | (?<![a-z])(?:params|parameters?|param[ ]count|sizes?|batch|bsz|epochs?|lr|learning[ ]?rate|warmup
    |   dropout|(?:seq|max)[ ]?len(?:gth)?|max[ ]seq[ ]len(?:gth)?|vocab(?:ulary)?|layers?|hidden|heads
    |   timesteps|episodes|trajectories|crop|interpolation|tokens|quantization|hardware)(?![a-z])
    | ^(?:data|steps|context|context[ ](?:length|window)|count|n|samples|runs|benchmarks[ ]runs|corpus)$""",
    re.VERBOSE,
)
_FACT = re.compile(  # who made it, when, under what terms, and how sure the figures are
    r"""^(?:使用|使用方式|调用方式|访问方式|获取方式|许可|许可证|许可协议|授权|协议)$
    | ^(?:开源|开源情况|指标|版本|语言)$ | ^(?:属地|国家|地区|国别|省市|城市)
    | (?:机构|组织|单位|公司|厂商|企业|开发者|开发商|研发方|团队|作者|院校)$
    | 闭源 | 是否 | (?:类型|类别)$ | 日期 | 时间$ | 年份
    | 编号$ | 链接 | 地址$ | 主页 | 官网 | 论文$ | 下载 | 来源$ | 备注 | 说明$ | 描述$ | 简介$
    | 投票 | 对战数 | 对战次数 | 置信 | 方差 | 标准差 | 误差$ | ^(?:排名|名次|rank(?![a-z]))
    | (?<![a-z])(?:organi[sz]ations?|orgs?|company|developers?|team|authors?|vendor|provider|institution
    |   affiliation|creator|country|region|licen[sc]es?|dates?|cutoff|urls?|links?|paper|website
    |   homepage|github|source|notes?|comments?|remarks?|votes|battles|ci|cilow|cihigh|ci[ ](?:low|high)
    |   std|stderr|stdev|confidence|standard[ ](?:error|deviation)|leakage|available)(?![a-z])
    | ^(?:types?|category|uid|key|version|timestamp|released?|metrics?|task|dataset|description|status
    |   year|month|row|index)$
    | (?<![a-z])(?:type|id|name)$""",
    re.VERBOSE,
)
_TYPE = re.compile(r"(?:类型|类别)$|(?<![a-z])(?:type|category)$")
_COST = re.compile(
    r"价格|费用|花费|成本|单价|耗时|消耗|时延|延迟|[/／]百万"
    r"|(?<![a-z])(?:prices?|pricing|costs?|latency|(?:running|run|elapsed|wall) ?time|runtime"
    r"|seconds per|(?:avg|average|mean)(?: \w+)? length)(?![a-z])"
)
_FAMILIES = re.compile(
    r"""(?<![a-z])(?:chat|text-?)?(?:gpt|glm)(?![a-z]) | chatgpt
    | (?<![a-z])(?:claude|gemini|gemma|palm|bard|llama|alpaca|vicuna|qwen|qwq|baichuan|internlm|deepseek
    |   kimi|moonshot|minimax|minmax|abab|moss|belle|aquila|rwkv|mistral|mixtral|falcon|stablelm
    |   stablebeluga|wizardlm|yi-|phi-|grok|doubao|hunyuan|ernie|pangu|bluelm|xverse|skywork|tigerbot
    |   openbuddy|ziya|firefly|linly|bloomz?|opt-|m?t5|flan|cohere|command-r|jamba|dbrx|step-|hy\d
    |   360gpt|360zhinao|andesgpt|transgpt|mindgpt|lingzhi|telechat|spark|dall|midjourney|imagen|flux
    |   kling|sora|wan\d|hailuo|o1-|o3-)
    | (?<![a-z])(?:(?:al|ro|mac|tiny|distil|mo|spider)?berta?|xlnet|electra|nezha|bart|cpm|(?:bi-?)?lstm
    |   crf|cnn|rnn|esim|dpcnn|textcnn|fasttext|p-?tuning|efl|adapet|lm-bff|fine-?tuning\w*|zero-shot\w*
    |   vit|resnet|swin|convnext|yolo\w*|a2c|ppo|dqn|sac|td3|ddpg|trpo|ars|qrdqn|tqc)(?![a-z])
    | 文心 | 一言 | 通义 | 千问 | 星火 | 混元 | 豆包 | 云雀 | 智谱 | 盘古 | 商量 | 序列猴子 | 姜子牙
    | 西湖大模型 | 天工 | 紫东 | 应事 | 悟道
    | \d(?:\.\d)?b(?![a-z0-9]) | -chat(?![a-z]) | -instruct | -preview""",
    re.VERBOSE,
)


def key(column: str) -> str:
    """The form of a column name in which the lists above are written."""
    return re.sub(r"\s+", "_" if column.isascii() else "", plain(column).casefold()).strip("*:：")


def names_models(column: str) -> bool:
    """`模型（部分）`, `Model version`: a column of models beyond the fixed words."""
    return bool(_MODEL_PART.search(_words(column)))


def describes(column: str) -> bool:
    """Whether a column by this name tells about the model instead of scoring it, figures or not."""
    return takes(column) or bool(_FACT.search(_words(column)))


def types(column: str) -> bool:
    """Whether a column says of what kind each row is: a product, open, a human expert."""
    return bool(_TYPE.search(_words(column)))


def takes(column: str) -> bool:
    """Whether a column by this name holds sizes, settings, prices, waiting times or lengths of answers."""
    return bool(_SETTING.search(_words(column)) or _COST.search(_words(column)))


def looks_like_a_model(text: str) -> bool:
    """Whether a text is the name of a known model family, of a size (`13B`), or of the human baseline."""
    return bool(_FAMILIES.search(plain(text).casefold())) or is_baseline(text)


def _words(column: str) -> str:
    """`paramCount`, `param_count` and `Param-Count` are two words each: param count."""
    flat = plain(column)
    if not flat.isascii():
        return flat.casefold()
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", flat)
    return re.sub(r"[_\-./\s]+", " ", spaced).casefold().strip()
