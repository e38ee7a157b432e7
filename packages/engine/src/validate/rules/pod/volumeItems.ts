import { Cursor } from '../Cursor';
import {
  checkFieldRef,
  checkResourceFieldRef,
  VOLUME_FIELDS,
} from './downward';
import { filePathProblem } from './paths';

/** Checks the permissions of files in a volume. */
export function checkMode(mode: Cursor): void {
  mode.within(0, 0o777);
}

/**
 * Checks which parts of a source become which files.
 *
 * @param downward - whether the parts are fields of the pod, and not keys
 * @returns the paths of the files
 */
export function checkItems(source: Cursor, downward: boolean): Cursor[] {
  return source
    .get('items')
    .items()
    .map(item => {
      const path = item.get('path');
      path.required();
      path.named(filePathProblem);
      checkMode(item.get('mode'));
      if (downward) {
        checkField(item);
      } else {
        item.get('key').required();
      }
      return path;
    });
}

function checkField(item: Cursor): void {
  const given = item.atMostOne(['fieldRef', 'resourceFieldRef']);
  if (given.length === 0) {
    item.fail(
      'MissingField',
      'must have fieldRef or resourceFieldRef',
      'Set one of them.',
    );
  }
  checkFieldRef(item.get('fieldRef'), VOLUME_FIELDS);
  checkResourceFieldRef(item.get('resourceFieldRef'), true);
}
