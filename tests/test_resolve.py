"""Names resolve to models by rule or by a written alias; what only looks alike stays apart."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard.catalog import models
from dashboard.catalog.reading import read_form
from dashboard.catalog.resolve import PROVISIONAL, Resolution, resolve

TRUTH = Path(__file__).parents[2] / "shared" / "names-truth.csv"


def ids(*names: str) -> set[str]:
    return {resolve(name).model_id for name in names}


@pytest.mark.parametrize(
    "spellings",
    [
        ("Mistral_7B_Instruct", "mistral-7b-instruct", "Ｍistral 7B Instruct", "Mistral‑7B‑Instruct ↗"),
        ("zai-org/glm-9", "GLM-9", "智谱 GLM-9", "智谱AI\nGLM-9"),
        ("Foo-9(new)☛去体验", "🥇 Foo 9", "foo_9*", "Foo-9[^2]"),
        ("claude-9-sonnet", "Claude Sonnet 9", "anthropic/claude-sonnet-9"),
        ("glm-9p7", "glm-9.7", "GLM 9-7", "GLM-9_7"),
        ("GPT-9o (2031-05-13)".replace("2031", "2025"), "gpt-9o-2025-05-13", "GPT 9o 20250513"),
        ("Gemini Pro 9.5", "gemini-9.5-pro", "google/gemini-9.5-pro"),
        ("gpt-9 (high)", "gpt-9-high", "GPT-9 [high]", "gpt-9 (reasoning effort: high)"),
        ("openai/gpt-9-high-2025-08-07", "gpt-9-2025-08-07-high", "gpt-9-2025-08-07_high"),
        ("Foo-9-Chat w/ CoT", "Foo-9-Chat (w/ CoT)", "foo 9 chat with CoT"),
        ("Mixtral-9×7B", "mixtral-9x7b"),
        ("阶跃星辰 Step-9", "step-9", "阶跃-9"),
        ("Foo-9 (thinking-16k)", "foo-9-thinking-16k", "Foo-9 (16k thinking tokens)"),
        ("Foo-9-nothink", "Foo 9 (no think)", "foo-9-non-reasoning", "Foo-9 w/o thinking"),
        ("Foo-9-Think", "Foo 9 (Reasoning)", "foo-9-reasoner", "Foo 9 w/ Thinking", "foo-9-thinking"),
        ("Foo-9-Chat-13B", "Foo-9-13B-chat"),
        ("Foo-9-Preview-0309", "foo-9-exp-03-09", "Foo 9 (03-09)", "foo-9-0309-beta"),
        ("MiniMax: MiniMax-M9", "minimax.minimax-m9", "MiniMaxAI/MiniMax-M9", "minimax m9"),
        ("Moonshot Kimi-K9", "MoonshotAI: Kimi K9", "moonshot.kimi-k9"),
        ("Foo 9 (Oct 2024)", "foo-9-2410", "Foo-9 (October '24)", "Foo 9 2024-10"),
        ("us.anthropic.claude-sonnet-9-5-20290101-v1:0", "claude-sonnet-9.5-20290101"),
        ("foo-9 (high reasoning)", "foo-9 (reasoning effort: high)", "foo-9-high"),
        ("讯飞星火(v9.5)", "星火V9.5", "讯飞星火认知大模型_V9.5", "xunfei-spark-v9.5"),
        ("通义千问-9B-Chat", "Qwen-9B-Chat"),
        ("Mistral Large 9", "mistral-9-large", "mistralai/mistral-large-9"),
        ("文心一言(ERNIE-9.5-Turbo)", "ERNIE_9.5_Turbo"),
        ("Command R+ (08-2031)".replace("2031", "2029"), "command-r-plus-08-2029"),
    ],
)
def test_two_ways_to_print_one_name_are_one_model(spellings: tuple[str, ...]) -> None:
    assert len(ids(*spellings)) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("ChatGLM-6B", "ChatGLM2-6B", "ChatGLM3-6B"),
        ("文心一言(v2.2.0)", "文心一言(V2.2.3)", "文心一言"),
        ("Baichuan-13B-Chat(V2)", "Baichuan2-13B-Chat", "Baichuan-V2-13B-Chat"),
        ("Qwen-7B", "Qwen-7B-Chat", "Qwen-72B-Chat", "Qwen2-7B-Chat", "Qwen-VL-7B-Chat"),
        ("Claude2", "Claude-2.0", "Claude-2.1", "Claude2-100K"),
        ("GPT-4o", "GPT-4o-2024-05-13", "GPT-4o-2024-08-06", "GPT-o4"),
        ("gpt-4o-mini", "o4-mini"),
        ("GPT-4.5-Preview", "GPT-4.5"),
        ("gpt-5 (high)", "gpt-5 (low)", "gpt-5", "gpt-5-thinking", "gpt-5-mini-high"),
        ("Claude Opus 4 (thinking-16k)", "Claude Opus 4 (thinking-32k)", "Claude Opus 4"),
        ("DeepSeek-V3.2-Exp", "DeepSeek-V3.2-Exp-Think", "DeepSeek-V3.2"),
        ("Qwen3.8-Max(max)", "Qwen3.8-Max", "Qwen3.8 (max)"),
        ("gemma-2-9b-it", "gemma-2-9b-it-SimPO"),
        ("o3 (high) + gpt-4.1", "o3 (high)", "gpt-4.1", "o3 + gpt-4.1"),
        ("Gemini-2.5-Pro Deep-Think", "Gemini-2.5-Pro", "Gemini-2.5-Pro Thinking"),
        ("MiniCPM-V 2.6", "MiniCPM 2.6"),
        ("Llama-3-8B", "Llama-3.8B", "Llama-38B"),
        ("Foo-3-5", "Foo-35"),
    ],
)
def test_what_only_looks_alike_stays_apart(names: tuple[str, ...]) -> None:
    assert len(ids(*names)) == len(names)


@pytest.mark.parametrize(
    ("raw", "id", "variant"),
    [
        ("GPT4(API)", "gpt-4", "API"),
        ("GPT4(网页)", "gpt-4", "网页"),
        ("云雀大模型(豆包)", "skylark", "豆包"),
        ("Grok-9 (FC)", "grok-9", "FC"),
        ("Foo-9 (Prompt + Thinking)", "foo-9-thinking", "Prompt"),
        ("Foo-9 w/o tools", "foo-9", "w/o tools"),
        ("Foo-9-70B-Instruct-FP8", "foo-9-70b-instruct", "FP8"),
        ("Foo-9-70B-Instruct-GPTQ-Int4", "foo-9-70b-instruct", "GPTQ, Int4"),
        ("meta-llama/Llama-9-70B-Instruct-Turbo", "llama-9-70b-instruct", "Turbo"),
        ("Llama 9 70B Instruct Turbo", "llama-9-70b-instruct", "Turbo"),
        ("yolov99s.pt", "yolo-v99s", "pt"),
        ("GPT-9-Turbo", "gpt-9-turbo", ""),
        ("Qwen9 235B A22B diff, no think, Alibaba API", "qwen9-235b-a22b-non-thinking", "Alibaba API, diff"),
        ("SWE-agent + GPT-9", "gpt-9", "SWE-agent"),
        ("baichuan-7B（预训练模型）", "baichuan-7b", "预训练模型"),
        ("openrouter/deepseek/deepseek-v9:free", "deepseek-v9", "free"),
    ],
)
def test_how_a_model_was_reached_or_run_is_a_variant(raw: str, id: str, variant: str) -> None:
    found = resolve(raw)
    assert (found.model_id, found.variant) == (id, variant)


@pytest.mark.parametrize(
    ("raw", "id", "family", "organization"),
    [
        ("GPT-9o-mini", "gpt-9o-mini", "gpt-9o", "OpenAI"),
        ("claude-sonnet-9-5-20290101", "claude-sonnet-9.5-20290101", "claude-9.5", "Anthropic"),
        ("Qwen9-VL 72B", "qwen9-vl-72b", "qwen9-vl", "Alibaba"),
        ("moonshotai/Kimi-K9", "kimi-k9", "kimi-k9", "Moonshot AI"),
        ("Llama-9.3-Nemotron-Ultra-253B-v1", "llama-9.3-nemotron-ultra-253b-v1", "nemotron", "NVIDIA"),
        ("GLM-9.5V", "glm-9.5v", "glm-9.5v", "Zhipu AI"),
        ("Tencent HY 9.0 Think", "hunyuan-9.0-thinking", "hunyuan-9.0", "Tencent"),
        ("xyzzy-7B-Chat", "xyzzy-7b-chat", "xyzzy", ""),
    ],
)
def test_what_the_catalog_does_not_know_has_its_normal_form_as_id(
    raw: str, id: str, family: str, organization: str
) -> None:
    assert resolve(raw) == Resolution(raw, id, family, organization, "", "model", PROVISIONAL)


def test_the_reason_says_which_step_answered() -> None:
    assert resolve("Phonex-7B").reason == "alias: misprint"
    assert resolve("Hunyuan", "superclue/arena-t2v").reason.startswith("alias for this source: ")
    assert resolve("Hunyuan", "superclue").model_id == resolve("Hunyuan").model_id == "hunyuan"
    assert resolve("PHONEX 7B").reason == "normal form of an alias: misprint"
    assert resolve("gpt 4").reason == "normal form"
    assert resolve("xyzzy").reason == PROVISIONAL
    assert not resolve("xyzzy").resolved


def test_a_name_of_one_source_answers_without_it_where_nothing_else_does() -> None:
    assert resolve("ALBERT-base", "clue").model_id == "albert-base-zh"
    assert resolve("ALBERT-base").model_id == "albert-base-zh"
    assert resolve("ALBERT-base", "elsewhere").model_id == "albert-base"


@pytest.mark.parametrize(
    "raw", ["Human", "人类", "Human Expert (High)", "Random Choice", "Majority vote", "随机猜测"]
)
def test_people_and_chance_are_baselines(raw: str) -> None:
    found = resolve(raw)
    assert (found.kind, found.family, found.organization) == ("baseline", "baseline", "")


@pytest.mark.parametrize("raw", ["Chance Vision 1.5", "HumanEval-Coder-7B", "Random-Forest-LM"])
def test_a_model_that_names_people_or_chance_is_none(raw: str) -> None:
    assert resolve(raw).kind == "model"


def test_the_organization_is_a_hint_and_no_proof() -> None:
    assert resolve("xyzzy-7B", organization="清华&智谱").organization == "Zhipu AI"
    assert resolve("GPT-4", organization="百度") == resolve("GPT-4")
    assert resolve("xyzzy-7B", organization="百度").model_id == resolve("xyzzy-7B").model_id


def test_a_blank_name_is_no_model() -> None:
    assert resolve(" \n").model_id == ""


# Properties

# The first name of a product line reads all of that line, which takes its time on a busy machine.
unhurried = settings(deadline=None)
WORDS = (
    "foo",
    "qwen",
    "gpt",
    "Llama",
    "星火",
    "glm",
    "claude",
    "pro",
    "mini",
    "Chat",
    "Instruct",
    "VL",
    "max",
)
NUMBERS = ("2", "3.5", "7B", "13b", "72B", "v2.0", "32k", "A3B")
PARTS = st.lists(st.sampled_from(WORDS + NUMBERS), min_size=1, max_size=5)
TAILS = st.sampled_from(("", " (high)", "-thinking", "-2024-05-13", "-0806", " (FC)", "-preview", "(网页)"))
ANY = st.text(max_size=14) | st.text(alphabet="gpt4o-35 .()（）+/,@:_vV百度星火BbkK\n*", max_size=20)


@unhurried
@given(ANY)
def test_any_text_resolves_and_its_id_is_its_own(name: str) -> None:
    id = resolve(name).model_id
    assert bool(id) == bool(name.strip())


@unhurried
@given(PARTS, TAILS)
def test_an_id_resolves_to_itself(parts: list[str], tail: str) -> None:
    id = resolve("-".join(parts) + tail).model_id
    assert resolve(id).model_id == id


@unhurried
@given(PARTS, TAILS, st.sampled_from(("_", " ", "‑", "–")))
def test_case_and_separators_make_no_difference(parts: list[str], tail: str, separator: str) -> None:
    assume(not any(one[-1].isdigit() and other[0].isdigit() for one, other in itertools.pairwise(parts)))
    named = "-".join(parts) + tail
    assert ids(named.upper()) == ids(named.lower()) == ids(separator.join(parts) + tail)


@unhurried
@given(PARTS)
def test_full_width_makes_no_difference(parts: list[str]) -> None:
    named = "-".join(parts)
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in named)
    assert ids(wide) == ids(named)


@unhurried
@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 400), st.integers(1, 400), st.data())
def test_versions_sizes_and_dates_never_merge(
    one: int, other: int, size: int, larger: int, data: st.DataObject
) -> None:
    line = data.draw(st.sampled_from(("Foo", "Qwen", "GLM", "Llama", "DeepSeek-V", "Claude Opus ")))
    if one != other:
        assert len(ids(f"{line}{one}", f"{line}{other}", f"{line}1.{one}", f"{line}1.{other}")) == 4
        assert len(ids(f"{line}2-0{one}-1{other}", f"{line}2-0{other}-1{one}")) == 2
    if size != larger:
        assert len(ids(f"{line}{one}-{size}B", f"{line}{one}-{larger}B")) == 2


# The shipped catalog


def test_every_example_of_a_category_is_in_the_catalog() -> None:
    for name in (
        "盘古",
        "DoctorGPT",
        "华佗GPT",
        "携程问道",
        "AlphaGo",
        "AlphaZero",
        "RT-1",
        "Midjourney",
        "MusicLM",
    ):
        assert resolve(name).resolved, name
    for name in (
        "DALL-E 2",
        "ViT",
        "Vision Transformer (ViT)",
        "LLaMA",
        "ChatGLM-6B",
        "Yi-34B-Chat",
        "文心一言",
    ):
        assert resolve(name).resolved, name


def test_a_model_says_who_makes_it_and_where() -> None:
    found = models.model("gpt-4")
    assert found is not None
    assert found.maker is not None
    assert (found.maker.en, found.region, found.open_weights) == ("OpenAI", "intl", False)
    assert models.model("xyzzy") is None


# Names judged by hand


def judged() -> list[dict[str, str]]:
    if not TRUTH.is_file():
        pytest.skip("no names judged by hand here (../shared/names-truth.csv)")
    with TRUTH.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_names_judged_by_hand_resolve_as_judged() -> None:
    rows = judged()
    wrong = []
    for row in rows:
        found = resolve(row["raw"], row["source"], row["organization_raw"])
        maker = "" if row["organization"] == "unknown" else row["organization"]
        told = (found.model_id, found.family, found.organization, found.variant, found.kind)
        if told != (row["model_id"], row["family"], maker, row["variant"], row["kind"]):
            wrong.append((row["raw"], *told))
    assert len(wrong) <= len(rows) // 100, wrong


def test_without_the_catalog_the_rules_alone_merge_nothing_wrongly() -> None:
    rows = [
        row for row in judged() if row["raw"] != "Hunyuan"
    ]  # its board says that the video model is meant
    by_form: dict[str, set[str]] = {}
    for row in rows:
        by_form.setdefault(read_form(row["raw"]).id, set()).add(row["model_id"])
    assert {form: meant for form, meant in by_form.items() if len(meant) > 1} == {}


# Image backbones


@pytest.mark.parametrize(
    ("raw", "id", "family"),
    [
        ("vit_foo_patch14_448.mim_ft_in22k_in1k", "vit-foo-patch14-448.mim-ft-in22k-in1k", "vit"),
        ("tf_efficientfoo_b0.in1k", "tf-efficientfoo-b0.in1k", "efficientfoo"),
        ("flexifoo_large.1200ep_in1k", "flexifoo-large.1200ep-in1k", "flexifoo"),
    ],
)
def test_a_backbone_is_its_architecture_and_its_pretraining(raw: str, id: str, family: str) -> None:
    found = resolve(raw)
    assert (found.model_id, found.family, found.resolved) == (id, family, True)
    assert ids(raw, id, raw.upper(), raw.replace("_", "-")) == {id}


def test_backbones_that_differ_in_any_part_stay_apart() -> None:
    assert len(ids("foo_b0.ra_in1k", "foo_b0.rb_in1k", "foo_b0.ra_in21k_ft_in1k", "foo_b1.ra_in1k")) == 4
    assert ids("glm_4.7_flash") == ids("GLM-4.7-Flash")


@pytest.mark.parametrize(
    "names",
    [
        ("ViT-B/16", "ViT-L/16", "DeiT-B/16", "16"),
        ("Qwen2-7B/14B", "LLaMA-7B/14B", "14B"),
        ("GPT-4/GPT-3.5", "GPT-3.5", "GPT-4", "GPT-3.5/4"),
        ("N/A", "A"),
        ("Foo-9 w/ CoT", "Foo-9 w/o CoT", "Foo-9"),
    ],
)
def test_a_slash_within_a_name_takes_nothing_off_it(names: tuple[str, ...]) -> None:
    assert len(ids(*names)) == len(names)


def test_a_slash_behind_an_owner_takes_the_owner_off() -> None:
    assert ids("someone/o3", "openai/o3", "o3") == {"o3"}
    assert ids("qwen9/qwen9-7b", "hub/someone/Qwen9-7B") == {"qwen9-7b"}
