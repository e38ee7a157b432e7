import { parsePlatform, Platform } from '../platform';
import { offeringPlatform } from '../testing/offeringPlatform';
import { worstPlatform } from '../testing/worstPlatform';
import { admissionObjects } from './admissionObjects';
import { guardRails } from './guardRails';

/** What cel-go's parser reads of one expression, in code points. */
const EXPRESSION = 100_000;
/** What `kubectl apply` may note of an object in its annotation; an API server takes more. */
const OBJECT = 256 * 1024;

describe.each<[string, Platform]>([
  ['a usual platform', parsePlatform(offeringPlatform())],
  ['the largest platform', worstPlatform()],
])('the policies of %s', (_, platform) => {
  const [environment] = platform.environments;
  const rules = guardRails(platform, environment);

  it('are small enough for parsers and stores', () => {
    const large = rules.flatMap(rule => {
      const all = [
        ...Object.values(rule.conditions ?? {}),
        ...Object.values(rule.variables ?? {}),
        ...rule.validations.map(({ expression }) => expression),
      ];
      const [object] = admissionObjects(rule, platform, environment);
      return [
        ...all.map(expression => [expression.length, EXPRESSION]),
        [JSON.stringify(object).length, OBJECT],
      ]
        .filter(([size, limit]) => size > limit)
        .map(([size, limit]) => `${rule.name}: ${size} of ${limit}`);
    });
    expect(large).toEqual([]);
  });

  it('use in conditions what API servers give to conditions', () => {
    for (const { conditions = {} } of rules) {
      expect(Object.keys(conditions).length).toBeLessThanOrEqual(64);
      for (const [name, expression] of Object.entries(conditions)) {
        expect(name).toMatch(/^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/);
        expect(expression).not.toMatch(
          /\b(variables|namespaceObject|params)\./,
        );
      }
    }
  });

  it('define variables before they use them', () => {
    for (const { variables = {}, validations } of rules) {
      const known = new Set<string>();
      const expectKnown = (expression: string) => {
        for (const [, name] of expression.matchAll(/\bvariables\.(\w+)/g)) {
          expect(known).toContain(name);
        }
      };
      for (const [name, expression] of Object.entries(variables)) {
        expect(name).toMatch(/^[a-zA-Z_]\w*$/);
        expectKnown(expression);
        known.add(name);
      }
      for (const { expression } of validations) {
        expectKnown(expression);
      }
    }
  });

  it('have names and messages of one line', () => {
    for (const rule of rules) {
      const [{ metadata }] = admissionObjects(rule, platform, environment);
      expect(metadata.name).toMatch(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);
      expect(metadata.name.length).toBeLessThanOrEqual(253);
      for (const { message } of rule.validations) {
        expect(message).not.toMatch(/[\r\n]/);
        expect(message.trim()).not.toBe('');
      }
    }
  });
});
