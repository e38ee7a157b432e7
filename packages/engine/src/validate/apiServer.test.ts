import { existsSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { KubernetesObject } from '../model';
import { bundled } from './__fixtures__/wrongFields';
import { validate } from '../kinds';

interface Answer {
  what: string;
  server: 'refuses' | 'accepts';
  message?: string;
  object: KubernetesObject;
}

/** Answers of a real API server, which lie beside the checkout where there are any. */
const file = ['', '..', '../..']
  .map(up => resolve(__dirname, '../../../../..', up, 'shared/fixtures'))
  .map(folder => join(folder, 'apiserver/disagreements.json'))
  .find(existsSync);
const answers: Answer[] = file
  ? (JSON.parse(readFileSync(file, 'utf8')) as Answer[])
  : [];

function errorsIn(object: KubernetesObject): string[] {
  return validate([object], bundled)
    .filter(finding => finding.severity === 'error')
    .map(finding => finding.message);
}

describe('a real API server', () => {
  it('is agreed with, wherever its answers are at hand', () => {
    const wrong = answers
      .map(({ what, server, message, object }) => ({
        what: `${object.kind}: ${what}`,
        server,
        message,
        ours: errorsIn(object),
      }))
      .filter(each => (each.server === 'refuses') !== each.ours.length > 0);
    expect(wrong).toEqual([]);
  });
});
