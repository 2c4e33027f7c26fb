/**
 * Sentences that speak to a model instead of describing a tool. Every quantifier is bounded. A pattern that misses costs a
 * person's attention and nothing more: any changed definition is held back, whatever is found in it.
 */
export const INSTRUCTIONS: readonly RegExp[] = [
  // English
  /\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget|overrid(?:e|ing)|bypass)\b.{0,40}\b(?:previous|prior|above|earlier|preceding|all|any|other|system|safety)\b.{0,30}\b(?:instruction|prompt|rule|message|guideline|direction|context|polic|guardrail|restriction)/is,
  /\b(?:before|prior to|after|whenever|when|every time)\s+(?:you\s+)?(?:using|calling|invoking|running|use|call|invoke|run)\s+(?:this|any|the|another|other)\b.{0,120}\b(?:first|must|always|need to|should|read|send|call|include|pass|append)\b/is,
  /\byou\s+(?:must|should|have to|need to|are required to)\s+(?:first|always|never|also|not)\b/i,
  /\b(?:do\s+not|don['’]t|never|without)\s+(?:tell|telling|inform|informing|mention|mentioning|notify|notifying|reveal|revealing|disclose|disclosing|show|showing|ask|asking|alert|alerting)\b.{0,30}\b(?:user|human|person|operator|customer|anyone|anybody|this|it)\b/is,
  /\b(?:user|human)\s+(?:must|should|may|need|does)\s*(?:not|n['’]t)\s+(?:know|see|be told|be informed|notice|need to know)/i,
  /\bkeep\s+(?:this|it|these)\s+(?:a\s+)?(?:secret|hidden|confidential|private)\b/i,
  /\byou\s+are\s+now\b|\bnew\s+instructions?\s*:|\bpretend\s+(?:to\s+be|you)\b|\bact\s+as\s+(?:if|an?|the)\b/i,
  /\b(?:send|forward|upload|post|exfiltrate|transmit|leak|copy|bcc)\b.{0,80}\b(?:to|into)\b.{0,40}(?:https?:\/\/|[\w.+-]{1,64}@[\w-]{1,63}\.)/is,
  /\b(?:instead\s+of|rather\s+than|do\s+not\s+use|don['’]t\s+use|always\s+prefer)\b.{0,60}\b(?:tool|server|function)\b/is,
  // Marks that prompts are made of
  /<\s*(?:important|system|instructions?|secret|hidden|admin|assistant|human|prompt|override|critical)\b[^>]{0,80}>/i,
  /<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>|\[\/?(?:INST|SYS|SYSTEM)\]|<<\/?SYS>>|(?:^|\n)\s*#{1,6}\s*(?:system|instructions?)\s*:?\s*(?:\n|$)/i,
  // German
  /(?:ignorier|missacht|vergiss|übergeh)\p{L}{0,6}\b.{0,40}(?:vorherig|bisherig|obig|vorangegangen|früher|alle)\p{L}{0,4}.{0,30}(?:anweisung|regel|befehl|vorgabe|instruktion)/isu,
  /\bbevor\s+(?:du|sie)\s+dies\p{L}{0,3}\s+(?:werkzeug|tool|funktion)/iu,
  /(?:sag|erzähl|verrat|teil|erwähn|informier)\p{L}{0,4}\b.{0,30}(?:nutzer|benutzer|anwender)\p{L}{0,3}.{0,30}\b(?:nicht|nichts|nie)\b/isu,
  // French
  /\b(?:ignor|oubli|néglig)\p{L}{1,4}\b.{0,40}(?:instruction|consigne|règle|directive)s?.{0,20}(?:précédent|antérieur|ci-dessus)/isu,
  /\bavant\s+d['’](?:utiliser|appeler|invoquer)\b/i,
  /\bn(?:e|['’])\s?(?:dis|dites|parl|mentionn|inform|révél)\p{L}{0,4}\b.{0,40}utilisateur/isu,
  // Spanish, Portuguese, Italian
  /\b(?:ignor|olvid|omit|desconsider|dimentic)\p{L}{1,4}\b.{0,40}(?:instruccion|instruç|istruzion|regla|regra|regol|indicacion)\p{L}{0,4}.{0,30}(?:anterior|previa|prévia|precedent)/isu,
  /\b(?:antes\s+de\s+(?:usar|utilizar|llamar|chamar)|prima\s+di\s+(?:usare|utilizzare|chiamare))\b/i,
  /(?:^|[^\p{L}])(?:no|não|non)\s+(?:le\s+|lo\s+)?(?:dig|dir|men[cz]ion|inform|cont|revel|rivel)\p{L}{0,5}.{0,30}(?:usuario|usuário|utente|utilizador)/isu,
  // Russian
  /(?:игнорируй|забудь|пропусти|не\s+обращай)\p{L}{0,4}.{0,40}(?:инструкц|указани|правил|команд)/isu,
  /не\s+(?:говори|сообщай|рассказывай|упоминай)\p{L}{0,4}.{0,30}пользовател/isu,
  // Chinese, Japanese, Korean
  /(?:忽略|无视|忘记|忽視|無視).{0,10}(?:之前|以上|先前|前面|所有|此前).{0,10}(?:指令|指示|说明|規則|规则|提示)/su,
  /(?:不要|请勿|勿|别).{0,4}(?:告诉|告知|通知|提及|透露).{0,8}用户/su,
  /(?:使用|调用).{0,4}(?:此|该|本|这个)工具(?:之)?前/su,
  /(?:以前|前|上記|これまで|すべて)の(?:指示|命令|ルール|プロンプト).{0,8}無視/su,
  /ユーザー?に.{0,10}(?:言わない|伝えない|知らせない|教えない|言わず|知らせず)/su,
  /(?:이전|앞선|위의|모든).{0,8}(?:지시|명령|규칙|프롬프트).{0,8}무시/su,
  /사용자에게.{0,12}(?:말하지|알리지|언급하지)/su,
];

/** What an agent shouldn't be sent to look for. */
export const SECRETS: readonly RegExp[] = [
  /(?:~|\$HOME)\/[\w.-]+|\/etc\/(?:passwd|shadow|hosts)|\/proc\/self|\.ssh\b|\bid_(?:rsa|ed25519|ecdsa)\b|\.aws\b|\.kube\b|\.netrc\b|\.npmrc\b|(?:^|[\s"'`/])\.env\b|\bmcp\.json\b|\.cursor\b|\bclaude_desktop_config\b/i,
  /\b(?:api[ _-]?keys?|private[ _-]?keys?|access[ _-]?tokens?|secret[ _-]?keys?|passwords?|passphrases?|session[ _-]?cookies?|environment variables?|seed phrases?)\b/i,
  /\b(?:system prompt|(?:conversation|chat) history|previous messages|full context|other tools?['’]? (?:results?|outputs?))\b/i,
];

export const URLS = /(?:\b(?:https?|wss?|ftp|file|mailto|javascript|data):|\bwww\.)[^\s"'<>()[\]{}`]{3,300}/gi;
