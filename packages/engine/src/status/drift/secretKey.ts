/** Fields of free values: what stands in them is named by the key before it. */
export const freeMaps: ReadonlySet<string> = new Set([
  'annotations',
  'binaryData',
  'data',
  'env',
  'parameters',
  'stringData',
  'values',
  'valuesInline',
  'valuesObject',
]);

/** What a name says that its value may be one that nobody else should see. */
export const secretName =
  /passw|passphrase|secret|token|credential|api.?key|private|dsn|connection.?string/i;

/** Keys that are secrets themselves, though others that end so name where one is. */
const isKeyItself =
  /(^|[^a-z])secret[-_.]?(access)?[-_.]?key$|(api|private)[-_.]?key$|^auth$|^client-key-data$/i;

/** Whether what stands below a key may be a secret. Keys that name where one is say nothing of it. */
export function isSecretKey(key: string): boolean {
  return (
    (secretName.test(key) && !/(Name|Ref|Key|Path)$/.test(key)) ||
    isKeyItself.test(key)
  );
}
