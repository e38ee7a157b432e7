import fc from 'fast-check';
import { smallPlatform } from '../testUtils/smallPlatform';
import { parsePlatform } from '../platform';
import { isDnsLabel } from './objectNames';
import { expandTemplate, placeholdersOf } from './templates';
import { groupSubject } from './groupSubject';
import { labelValue } from './labels';
import { nameClash } from './templates';
import { objectName } from './objectNames';

describe('names', () => {
  it('are cut with a hash, so that long names stay different', () => {
    const long = 'a'.repeat(70);
    expect(objectName([long, 'x'])).toHaveLength(63);
    expect(objectName([long, 'x'])).not.toBe(objectName([long, 'y']));
    expect(isDnsLabel(objectName([long, 'x']))).toBe(true);
    expect(objectName(['shop', 'web'])).toBe('shop-web');
  });

  it('make label values of any text, different ones of different texts', () => {
    expect(labelValue('payments')).toBe('payments');
    expect(labelValue('group:default/payments')).toMatch(
      /^group-default-payments-[0-9a-f]{10}$/,
    );
    expect(labelValue('group:default-payments')).not.toBe(
      labelValue('group:default/payments'),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), text => {
        expect(labelValue(text)).toMatch(
          /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
        );
      }),
    );
  });

  it('fill templates, and refuse what they do not know', () => {
    const template = '${{ tenant }}-${{environment}}';
    expect(placeholdersOf(template)).toEqual(['tenant', 'environment']);
    expect(expandTemplate(template, { tenant: 'a', environment: 'b' })).toBe(
      'a-b',
    );
    expect(() => expandTemplate(template, { tenant: 'a' })).toThrow(
      'environment',
    );
    expect(expandTemplate('${{ tenant }}', { tenant: '$&' })).toBe('$&');
  });

  it('never meet, over all tenants and environments that are not refused', () => {
    const part = fc.string({
      unit: fc.constantFrom('a', 'b', '-'),
      minLength: 1,
      maxLength: 4,
    });
    const label = part.filter(isDnsLabel);
    const template = fc.constantFrom(
      '${{ tenant }}-${{ environment }}',
      'x-${{ environment }}-${{ tenant }}-y',
      '${{ environment }}${{ tenant }}',
    );
    fc.assert(
      fc.property(
        template,
        fc.uniqueArray(label, { minLength: 2, maxLength: 2 }),
        fc.uniqueArray(label, { minLength: 2, maxLength: 2 }),
        (pattern, [here, there], [one, two]) => {
          const clash = (tenant: string, environment: string, other: string) =>
            nameClash(pattern, tenant, environment, [other]) !== undefined;
          const name = (tenant: string, environment: string) =>
            expandTemplate(pattern, { tenant, environment });
          expect(
            name(one, here) === name(two, there) &&
              !clash(one, here, there) &&
              !clash(two, there, here),
          ).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('map groups of the catalog to those of the identity provider', () => {
    const platform = parsePlatform(smallPlatform());
    expect(groupSubject(platform, 'group:default/payments')).toEqual({
      group: 'oidc:payments',
    });
    expect(groupSubject(platform, 'group:other/payments')).toHaveProperty(
      'problem',
    );
    expect(
      groupSubject(
        { groups: { template: '${{ namespace }}/${{ group }}' } },
        'group:other/payments',
      ),
    ).toEqual({ group: 'other/payments' });
    expect(
      groupSubject({ groups: { annotation: 'a' } }, 'group:default/x', {
        'group:default/x': 'a,b',
      }),
    ).toHaveProperty('problem');
  });
});
