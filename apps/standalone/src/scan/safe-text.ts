/** Controls, and characters that show nothing or turn the line round: a server's names are shown on somebody's terminal. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;
const CHARACTERS_MAX = 300;

export function safeText(text: string): string {
  const shown = text.length > CHARACTERS_MAX ? `${text.slice(0, CHARACTERS_MAX)}…` : text;
  return shown.replace(UNSEEN, "�");
}
