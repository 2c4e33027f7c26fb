/** Phrases that say what a whole tool does or doesn't do, in any of the languages. */
const READ_ONLY =
  /\bread[- ]?only\b|\bin read mode\b|\bonly reads?\b|\b(?:does|do|will|would)(?: not|n't) (?:modify|change|delete|alter|write|mutate|create|update|execute|affect)|\bwithout (?:modifying|changing|deleting|altering|writing|executing|side effects)|\bno side effects\b|\bnon-destructive\b|\bnever (?:modif|chang|delet|writ)|solo lectura|s[oó]lo lee|sin modificar|no (?:modifica|elimina|cambia)|lecture seule|sans (?:modifier|supprimer)|ne (?:modifie|supprime) (?:pas|rien|aucun)|schreibgesch[uü]tzt|nur[- ]lese|nur lesend|ohne (?:[\wäöüß]+ )?zu (?:[aä]ndern|l[oö]schen|ver[aä]ndern)|[aä]ndert nichts|l[oö]scht nichts|somente leitura|apenas leitura|s[oó] leitura|lecture uniquement|uniquement en lecture|sola consultazione|solo consulta\b|仅供查询|仅查询|参照専用|閲覧のみ|sem (?:modificar|alterar|excluir)|n[aã]o (?:modifica|altera|exclui)|sola lettura|senza (?:modificare|eliminare|cancellare)|non (?:modifica|elimina|cancella)|\bn(?:o|[aã]o|on) (?:se )?(?:borra|toca|ejecuta|apaga|executa|esegue|scrive|altera|cambia) (?:nada|nulla|niente)\b|\bsans rien (?:modifier|changer|supprimer|ex[eé]cuter)|\brien n['’]est (?:modifi|chang|supprim)|\bne (?:change|modifie|supprime) rien\b|^\s*(?:prova a (?:secco|vuoto)|essai [aà] blanc|ensayo en seco|prueba en seco|teste a seco|ensaio a seco)\b|只读|唯讀|不(?:会|會)?产生(?:任何)?(?:变更|修改)|不(?:会|會)?(?:修改|删除|刪除|更改|改变)|読み取り専用|読取専用|参照のみ|(?:変更|削除|更新|修正)(?:し|は(?:行い|し))(?:ません|ない)|(?:変更|削除|更新)せず/i;
/** "Only SELECT is allowed": of a query, that it can't change anything. */
const SELECT_ONLY =
  /\b(?:only|apenas|somente|solo|s[oó]lo|[uú]nicamente|solamente|seulement|uniquement|nur|soltanto|exclusively)\s+(?:\w+\s+)?SELECT\b|\bSELECT(?:-|\s+)(?:only|queries only|statements only)\b|(?:只|仅|僅)(?:允许|允許|支持|能|限)?\s*SELECT|SELECT\s*(?:文)?のみ/i;
const FINAL =
  /\b(?:all|any) (?:\w+ )?(?:data|contents?|files|records|information)\b[^.]{0,30}\b(?:will be|is|are|gets?) (?:lost|erased|wiped|destroyed)\b|\bse (?:pierden?|perder[aá]n?) todos los|\btoutes les donn[eé]es\b[^.]{0,30}\bperdues\b|\balle daten\b[^.]{0,30}\b(?:verloren|gel[oö]scht)\b|\btodos os dados\b[^.]{0,30}\bperdidos\b|\btutti i dati\b[^.]{0,30}\bpersi\b|(?:所有|全部)数据[^。]{0,12}丢失|(?:すべて|全て|全)の?データ[^。]{0,12}失われ|\birreversibl|\bcannot be (?:undone|reversed|recovered)|\bcan't be undone|\bpermanently (?:delet|remov|eras|destroy)|\bnot recoverable|irreversible|no se puede deshacer|irr[eé]versible|ne peut pas [eê]tre annul|unwiderruflich|nicht r[uü]ckg[aä]ngig|endg[uü]ltig|irrevers[ií]vel|n[aã]o pode ser desfeit|irreversibile|non pu[oò] essere annullat|不可逆|不可恢复|无法恢复|無法復原|元に戻せ|取り消せません|復元できません/i;

const CHARACTERS_MAX = 16_000;

/** "read-only", "does not modify": the words; null if nothing like it is said. */
export function saidReadOnly(text: string): string | null {
  return READ_ONLY.exec(text.slice(0, CHARACTERS_MAX))?.[0] ?? null;
}

/** "Only SELECT is permitted": the words. */
export function saidSelectOnly(text: string): string | null {
  return SELECT_ONLY.exec(text.slice(0, CHARACTERS_MAX))?.[0] ?? null;
}

/** "cannot be undone": the words. */
export function saidFinal(text: string): string | null {
  return FINAL.exec(text.slice(0, CHARACTERS_MAX))?.[0] ?? null;
}
