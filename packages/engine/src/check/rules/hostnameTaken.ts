import { refOf } from '../../model';
import { textOf } from '../../model/fields';
import { byAge } from '../../status/gateway/age';
import { CheckRun, Found, Placed } from '../checkRun';
import { kindsOf } from '../../platform';
import { Hostnames, claimingKinds } from './hostnames';

/**
 * A hostname that another tenant already serves, on any cluster of the platform. The older object keeps the name; one that
 * does not exist yet is the youngest, and of two such both are told. The holder stands in the evidence only.
 */
export function* hostnameTaken(run: CheckRun): Found {
  const holders = new Hostnames(run);
  for (const kind of claimingKinds(run)) {
    for (const claim of run.scoped(kind)) {
      yield undefined;
      for (const { name, field } of kind.hostnames?.(claim.object) ?? []) {
        const holder = holders
          .oldest(name)
          .find(
            other => other.tenant !== claim.tenant && isOlder(other, claim),
          );
        if (holder) {
          yield {
            code: 'HostnameTaken',
            severity: 'error',
            subject: refOf(claim.cluster, claim.object),
            field,
            message: `The hostname ${name} is taken by another tenant.`,
            fix: 'Choose another name, or ask the platform team.',
            fixableBy: 'tenant',
            evidence: [run.evidence(holder, fieldOf(holder, run), name)],
          };
        }
      }
    }
  }
}

/** The list that the holder has its names in: which of them it is would tell of the others. */
function fieldOf({ object }: Placed, { platform }: CheckRun): string {
  const [first] = kindsOf(platform).of(object)?.hostnames?.(object) ?? [];
  return first?.field.replace(/\[.*$/, '') ?? 'spec';
}

/**
 * Whether the first keeps the name. One name in several clusters is nobody's elder, and of two that do not exist yet nobody knows
 * which will be the elder: both are told.
 */
function isOlder({ object: a }: Placed, { object: b }: Placed): boolean {
  const areNew = [a, b].every(
    ({ metadata }) => textOf(metadata.creationTimestamp) === undefined,
  );
  return areNew || byAge(a, b) <= 0;
}
