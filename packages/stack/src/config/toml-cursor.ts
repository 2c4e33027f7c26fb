/** A place in a TOML text. Every failure is a `TomlMistake` with the offset; its message never quotes the text. */
export class TomlMistake extends Error {
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

export class TomlCursor {
  at = 0;

  constructor(readonly text: string) {}

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  startsWith(token: string): boolean {
    return this.text.startsWith(token, this.at);
  }

  /** Steps over `token` if it stands here. */
  take(token: string): boolean {
    if (!this.startsWith(token)) return false;
    this.at += token.length;
    return true;
  }

  require(token: string): void {
    if (!this.take(token)) this.fail(`needs ${token} here`);
  }

  /** Steps over what a sticky pattern matches here. */
  takeMatch(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return null;
    this.at += found.length;
    return found;
  }

  skipBlanks(): void {
    this.takeMatch(/[ \t]+/y);
  }

  /** Blanks, comments and line breaks, as they may stand between statements and inside arrays. */
  skipLines(): void {
    this.takeMatch(/(?:[ \t\r\n]+|#[^\n]*)+/y);
  }

  requireLineEnd(): void {
    this.skipBlanks();
    this.takeMatch(/#[^\n]*/y);
    if (!this.isAtEnd && this.takeMatch(/\r?\n/y) === null) this.fail("has more on this line than one statement");
  }

  fail(message: string): never {
    throw new TomlMistake(this.at, message);
  }
}
