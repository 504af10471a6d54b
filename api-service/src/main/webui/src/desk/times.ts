/** What a field for moments holds, as an instant; the reader's own time is meant. */
export function instant(given: string): string {
  return new Date(given).toISOString();
}

/** An instant as a field for moments takes it, in the reader's own time. */
export function local(given: string): string {
  const at = new Date(given);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The same, where the field was filled with an instant: that one to the millisecond if nobody changed it, since a field knows minutes alone. */
export function instantOf(written: string, filled: string | undefined): string {
  return filled !== undefined && written === local(filled) ? filled : instant(written);
}
