/** Postgres gave no answer about a grant. The caller refuses: a grant that can't be read allows nothing. */
export class DirectoryUnavailable extends Error {
  override readonly name = "DirectoryUnavailable";
}
