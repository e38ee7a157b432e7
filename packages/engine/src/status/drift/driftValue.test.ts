import { Step } from './fieldPath';
import { driftValue } from './driftValue';

const path = (...steps: Array<string | { name: string } | number>): Step[] =>
  steps.map(step => {
    if (typeof step === 'string') {
      return { field: step };
    }
    return typeof step === 'number' ? { index: step } : { key: step };
  });

describe('driftValue', () => {
  it.each<[string, Step[]]>([
    [
      'values of a chart',
      path('spec', 'helm', 'valuesObject', 'db', 'password'),
    ],
    ['what is below a secret', path('spec', 'valuesObject', 'tokens', 'a')],
    ['a parameter', path('helm', 'parameters', { name: 'a.token' }, 'value')],
    ['an annotation', path('metadata', 'annotations', 'x/api-key')],
    ['a field of any kind', path('spec', 'apiKey')],
  ])('hides %s', (_, steps) => {
    expect(driftValue('canary', steps, 'Application')).toEqual({
      hidden: true,
    });
  });

  it.each<[Step[], unknown]>([
    [path('spec', 'data', 0, 'secretKey'), 'url'],
    [path('spec', 'volumes', 'secretName'), 'db'],
    [path('spec', 'automountServiceAccountToken'), false],
    [path('spec', 'privateKey', 'algorithm'), 'RSA'],
  ])('shows %j', (steps, value) => {
    expect(driftValue(value, steps, 'ExternalSecret')).toEqual({
      text: String(value),
    });
  });
});
