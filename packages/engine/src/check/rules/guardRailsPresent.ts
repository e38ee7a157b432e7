import { guardRails } from '../../guardrails/guardRails';
import { KubernetesObject, isKnown } from '../../model';
import { sharedDirectory } from '../../request/paths';
import { Kind } from '../../snapshot/clusterView';
import { at, plainText, textsOf } from '../../model/fields';
import { CheckRun, Found } from '../checkRun';

const group = 'admissionregistration.k8s.io';
const policyKind = { group, kind: 'ValidatingAdmissionPolicy' };
const bindingKind = { group, kind: 'ValidatingAdmissionPolicyBinding' };

/** An environment whose API server does not hold tenants to the guard rails, or only warns. */
export function* guardRailsPresent(run: CheckRun): Found {
  if (run.scope.tenants) {
    return;
  }
  for (const environment of run.environments) {
    yield undefined;
    const { name, cluster } = environment;
    // A server without these kinds enforces nothing, which is known; all else that can't be read is not.
    if (
      ![policyKind, bindingKind].every(kind => isAnswered(run, cluster, kind))
    ) {
      continue;
    }
    const policies = new Set(
      run.read(cluster, policyKind).map(({ metadata }) => metadata.name),
    );
    const bound = new Set(
      run.read(cluster, bindingKind).filter(denies).map(policyNameOf),
    );
    const missing = guardRails(run.platform, environment)
      .map(rule => `groundwork-${name}-${rule.name}`)
      .filter(policy => !policies.has(policy) || !bound.has(policy));
    if (missing.length > 0) {
      yield {
        code: 'GuardRailMissing',
        severity: 'warning',
        subject: { cluster, ...policyKind, name: missing[0] },
        message: `Cluster ${cluster} does not enforce ${
          missing.length
        } of the admission policies of ${name}: ${missing.join(', ')}.`,
        fix: `Let Argo CD sync ${sharedDirectory(
          name,
          undefined,
          run.platform.layout,
        )}, and find out what deleted or changed them.`,
        fixableBy: 'platform',
        evidence: [],
      };
    }
  }
}

function isAnswered(run: CheckRun, cluster: string, kind: Kind): boolean {
  const known = run.view(cluster).list(kind);
  return (
    (!isKnown(known) && known.unknown === 'notServed') ||
    run.knows(cluster, kind)
  );
}

function denies(binding: KubernetesObject): boolean {
  return textsOf(at(binding.spec, 'validationActions')).includes('Deny');
}

function policyNameOf(binding: KubernetesObject): string {
  return plainText(at(binding.spec, 'policyName'));
}
