/**
 * Those of the secrets that a text shows. The hashes of files and times in milliseconds are new with every run and have any four digits now and then: they
 * are no secrets.
 */
export function shownIn(text: string, secrets: readonly string[]): string[] {
  const told = text.replaceAll(/\b(?:[0-9a-f]{64}|\d{13})\b/g, '')
  return secrets.filter((secret) => told.includes(secret))
}
