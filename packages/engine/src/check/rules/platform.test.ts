import { guardRails } from '../../guardrails/guardRails';
import type { UnknownEntry } from '../../snapshot';
import {
  platform,
  object,
  findingsOf,
  codesOf,
} from '../../testing/checkWorld';

describe('check of the platform itself', () => {
  it('says once for each environment what it does not hold tenants to', () => {
    const findings = findingsOf([], [], { scope: {} });
    expect(findings.map(({ code }) => code)).toEqual([
      'GuardRailMissing',
      'GuardRailMissing',
      'SyncNotImpersonated',
      'SyncNotImpersonated',
    ]);
  });

  it('counts guard rails only with a binding that denies', () => {
    const [dev] = platform.environments;
    const rails = (actions: string[]) =>
      guardRails(platform, dev).flatMap(({ name }) => {
        const full = `groundwork-dev-${name}`;
        const version = 'admissionregistration.k8s.io/v1';
        return [
          object(version, 'ValidatingAdmissionPolicy', full, undefined),
          object(version, 'ValidatingAdmissionPolicyBinding', full, undefined, {
            spec: { policyName: full, validationActions: actions },
          }),
        ];
      });
    const missing = (actions: string[]) =>
      findingsOf(rails(actions), [], { scope: {} }).filter(
        ({ code, message }) =>
          code === 'GuardRailMissing' && message.includes('spoke-dev'),
      );
    expect(missing(['Deny'])).toEqual([]);
    expect(missing(['Warn'])).toHaveLength(1);
  });

  it.each<[UnknownEntry['unknown'], boolean]>([
    ['notServed', true],
    ['forbidden', false],
  ])('takes policies that are %s for missing: %s', (unknown, isMissing) => {
    const group = 'admissionregistration.k8s.io';
    const codes = findingsOf([], [], {
      scope: {},
      unknowns: ['spoke-dev', 'prod'].map(cluster => ({
        cluster,
        group,
        kind: 'ValidatingAdmissionPolicy',
        unknown,
      })),
    }).map(({ code }) => code);
    expect(codes.includes('GuardRailMissing')).toBe(isMissing);
    expect(codes.includes('NotChecked')).toBe(!isMissing);
  });

  it('warns of a store that everybody may read from', () => {
    const store = object(
      'external-secrets.io/v1',
      'ClusterSecretStore',
      'all',
      undefined,
    );
    expect(codesOf([store], [], { scope: {} })).toContain(
      'warning StoreUnrestricted',
    );
  });
});
