import { Finding, ManifestFile, ObjectRef, refKey, refOf } from '../model';

/**
 * One object that two files hold.
 */
interface ObjectClash {
  ref: ObjectRef;
  first: string;
  second: string;
}

/**
 * Objects that are in more than one file. Kustomize refuses a directory with such a pair as a whole,
 * so that nothing of the tenant would be synced any more.
 */
export function objectClashes(files: Iterable<ManifestFile>): ObjectClash[] {
  const seen = new Map<string, string>();
  const clashes: ObjectClash[] = [];
  for (const file of files) {
    for (const object of file.objects) {
      const ref = refOf(file.target?.cluster ?? '', object);
      const key = refKey(ref);
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, file.path);
      } else if (first !== file.path) {
        clashes.push({ ref, first, second: file.path });
      }
    }
  }
  return clashes;
}

/**
 * The same as findings.
 */
export function clashFindings(files: Iterable<ManifestFile>): Finding[] {
  return objectClashes(files).map(({ ref, first, second }) => ({
    code: 'DuplicateObject',
    severity: 'error',
    subject: ref,
    field: 'metadata.name',
    message: `${first} and ${second} both create the ${ref.kind} ${ref.name}.`,
    fix: 'Rename one of the two requests.',
    fixableBy: 'tenant',
    evidence: [],
  }));
}
