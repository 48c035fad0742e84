"""Words that fleets are made of."""

TEAMS = (
    "search",
    "support",
    "growth",
    "risk",
    "ads",
    "research",
    "mobile",
    "data-platform",
    "客服",
    "研究院",
    "検索",
    "Zürich",
)

PURPOSES = (
    "chat",
    "rag",
    "summaries",
    "translation",
    "code-review",
    "moderation",
    "embeddings",
    "rerank",
    "voice",
    "文档问答",
    "翻译",
    "поиск",
    "전사",
    "traducción",
    "🚀 launch",
)

STAGES = ("prod", "staging", "dev", "canary", "load-test", "生产")

PEOPLE = ("li.wei", "a.novak", "maria", "k.tanaka", "o.petrov", "zhang-min", "王芳", "j.müller")

OPEN_MODELS = (
    "meta-llama/Llama-3.3-70B-Instruct-Turbo",
    "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8",
    "Qwen/Qwen3-235B-A22B-Instruct-2507",
    "Qwen/Qwen3-Coder-480B-A35B-Instruct",
    "Qwen/Qwen2.5-VL-72B-Instruct",
    "deepseek-ai/DeepSeek-V3.1",
    "deepseek-ai/DeepSeek-R1",
    "mistralai/Mixtral-8x7B-Instruct-v0.1",
    "mistralai/Mistral-Small-24B-Instruct-2501",
    "google/gemma-3-27b-it",
    "moonshotai/Kimi-K2-Instruct",
    "zai-org/GLM-4.6",
    "openai/gpt-oss-120b",
    "openai/gpt-oss-20b",
    "black-forest-labs/FLUX.1-schnell",
    "BAAI/bge-large-en-v1.5",
)
