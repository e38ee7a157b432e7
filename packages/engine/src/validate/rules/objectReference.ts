import { pathSegmentProblem } from '../nameProblems';
import { Cursor } from './Cursor';

/** Checks a reference to an object of any kind. */
export function checkReference(reference: Cursor): void {
  for (const field of ['kind', 'name']) {
    reference.get(field).required();
    reference.get(field).named(pathSegmentProblem);
  }
  reference
    .get('apiVersion')
    .named(text =>
      text.split('/').length > 2 ? 'must be group/version' : undefined,
    );
}
