// Keys of model providers and what is built round them. See table.ts for the columns.

export const AI = String.raw`
sk-ant-            | [a-z]{2,8}\d\d-b64u{60,128}           | Anthropic key                  | https://docs.anthropic.com/en/api/getting-started
sk-proj-           | b64u{32,200}                          | OpenAI project key             | https://platform.openai.com/docs/api-reference/authentication
sk-svcacct-        | b64u{32,200}                          | OpenAI service account key     | https://platform.openai.com/docs/api-reference/authentication
sk-admin-          | b64u{32,200}                          | OpenAI admin key               | https://platform.openai.com/docs/api-reference/admin-api-keys
sk-or-v1-          | hex{64}                               | OpenRouter API key             | https://openrouter.ai/docs/api-reference/authentication
sk-lf-             | hex{8}-(?:hex{4}-){3}hex{12}          | Langfuse secret key            | https://langfuse.com/docs/api-and-data-platform/features/public-api
sk-helicone-       | b62{7}-b62{7}-b62{7}-b62{7}           | Helicone API key               | https://docs.helicone.ai/helicone-headers/helicone-auth
sk-                | b62{20,64}                            | OpenAI or DeepSeek API key     | https://platform.openai.com/docs/api-reference/authentication
sk_                | hex{48}                               | ElevenLabs API key             | https://elevenlabs.io/docs/api-reference/authentication
sess-              | b62{40}                               | OpenAI session key             | https://platform.openai.com/docs/api-reference/authentication
hf_                | b62{34}                               | Hugging Face token             | https://huggingface.co/docs/hub/security-tokens
api_org_           | b62{34}                               | Hugging Face organisation token| https://huggingface.co/docs/hub/security-tokens
gsk_               | b62{48,56}                            | Groq API key                   | https://console.groq.com/docs/quickstart
xai-               | b62{70,90}                            | xAI API key                    | https://docs.x.ai/docs/overview
pplx-              | b62{48}                               | Perplexity API key             | https://docs.perplexity.ai/guides/getting-started
r8_                | b62{37}                               | Replicate API token            | https://replicate.com/docs/topics/security/api-tokens
lsv2_pt_           | hex{32}_hex{10}                       | LangSmith personal token       | https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key
lsv2_sk_           | hex{32}_hex{10}                       | LangSmith service key          | https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key
ls__               | hex{32}                               | LangSmith API key              | https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key
pcsk_              | b62{5,6}_b62{60,70}                   | Pinecone API key               | https://docs.pinecone.io/guides/projects/manage-api-keys
tvly-              | b64u{32,48}                           | Tavily API key                 | https://docs.tavily.com/documentation/api-reference/introduction
fc-                | hex{32}                               | Firecrawl API key              | https://docs.firecrawl.dev/introduction
e2b_               | hex{40}                               | E2B API key                    | https://e2b.dev/docs/api-key
jina_              | b64u{60}                              | Jina API key                   | https://jina.ai/embeddings/
csk-               | [a-z0-9]{48}                          | Cerebras API key               | https://inference-docs.cerebras.ai/quickstart
nvapi-             | b64u{60,70}                           | NVIDIA API key                 | https://docs.nvidia.com/nim/
pa-                | b64u{43}                              | Voyage AI API key              | https://docs.voyageai.com/docs/api-key-and-installation
fw_                | b62{22,24}                            | Fireworks AI API key           | https://docs.fireworks.ai/getting-started/quickstart
`;
