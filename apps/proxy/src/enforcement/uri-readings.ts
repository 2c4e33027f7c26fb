const NONE: readonly string[] = [];

/**
 * How else a server could read a URI: as the URL standard writes it (other case, dots in the path and white space gone), with
 * its escapes decoded, and both. Empty when every reader reads it alike. A policy that allows one and denies another of them
 * can't be got past by spelling.
 */
export function otherReadings(uri: string): readonly string[] {
  const decoded = uri.includes("%") ? decode(uri) : uri;
  const found = [normalised(uri), decoded, decoded === uri ? uri : normalised(decoded)].filter(
    (reading) => reading !== uri,
  );
  return found.length === 0 ? NONE : [...new Set(found)];
}

/** The same of a URI template, whose variables stay what they are. */
export function otherTemplateReadings(template: string): readonly string[] {
  const readings = otherReadings(template).map((reading) => reading.replace(/%7b/gi, "{").replace(/%7d/gi, "}"));
  return readings.every((reading) => reading === template) ? NONE : readings;
}

function normalised(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).href : uri;
}

/** Escapes that are no text in UTF-8 are left as they are. */
function decode(uri: string): string {
  return uri.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
