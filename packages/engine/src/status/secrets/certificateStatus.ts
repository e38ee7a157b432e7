import {
  CertificateStatus,
  KubernetesObject,
  Verdict,
  isKnown,
  refOf,
} from '../../model';
import { at, numberOf, textOf, textsOf, timeOf } from '../../model/fields';
import { conditionOf } from '../conditions';
import { controllerText } from '../controllerText';
import { patience } from '../patience';
import { healthy, verdict } from '../verdict';
import { certificateCauseOf } from './certificateCauses';
import { FoundStep, certificateSteps } from './certificateSteps';
import type { SecretContext } from './SecretContext';

const hour = 3_600_000;
const day = 24 * hour;

/** A certificate that runs out sooner, and should have been renewed, is a warning. */
const soon = 14 * day;

/** One Certificate: its names, how long it lasts, and what keeps it from being issued or renewed. */
export function certificateStatus(
  object: KubernetesObject,
  { view, environment, users, now }: SecretContext,
): CertificateStatus {
  const { spec, status } = object;
  const secret = textOf(at(spec, 'secretName'));
  const expiresAt = timeOf(at(status, 'notAfter'));
  const renewsAt = timeOf(at(status, 'renewalTime'));
  const issuer = textOf(at(spec, 'issuerRef', 'name'));
  const kind = textOf(at(spec, 'issuerRef', 'kind')) ?? 'Issuer';
  const group = textOf(at(spec, 'issuerRef', 'group')) ?? 'cert-manager.io';
  const isOnItsWay =
    conditionOf(object, 'Ready')?.status !== 'True' ||
    conditionOf(object, 'Issuing')?.status === 'True' ||
    numberOf(at(status, 'failedIssuanceAttempts')) !== undefined;
  const steps = isOnItsWay ? certificateSteps(object, view) : [];
  const ready = issuer === undefined ? undefined : issuerOf();
  const names = [
    ...textsOf(at(spec, 'dnsNames')),
    ...textsOf(at(spec, 'ipAddresses')),
    ...textsOf(at(spec, 'uris')),
    ...textsOf(at(spec, 'emailAddresses')),
  ];
  const common = textOf(at(spec, 'commonName'));

  function issuerOf(): boolean | undefined {
    const known = view.get(
      { group, kind },
      kind === 'ClusterIssuer' ? undefined : object.metadata.namespace,
      issuer ?? '',
    );
    const condition =
      isKnown(known) && known.value && conditionOf(known.value, 'Ready');
    return condition ? condition.status === 'True' : undefined;
  }

  return {
    ...certificateVerdict(object, {
      steps,
      now,
      expiresAt,
      renewsAt,
      issuer: ready === false ? `${kind} ${issuer}` : undefined,
    }),
    ref: refOf(view.cluster, object),
    environment: environment.name,
    ...(secret && { secret }),
    names: [...new Set([...(common ? [common] : []), ...names])],
    ...(issuer && {
      issuer: {
        ...(group === 'cert-manager.io' ? {} : { group }),
        kind,
        name: issuer,
      },
    }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(renewsAt !== undefined && { renewsAt }),
    steps: steps.map(({ isDone: _, about: __, ...step }) => step),
    usedBy: secret === undefined ? [] : [...(users.get(secret) ?? [])],
  };
}

function certificateVerdict(
  object: KubernetesObject,
  found: {
    steps: readonly FoundStep[];
    now: number;
    expiresAt?: number;
    renewsAt?: number;
    /** An issuer that is not ready. */
    issuer?: string;
  },
): Verdict {
  const { steps, now, expiresAt, renewsAt } = found;
  const ready = conditionOf(object, 'Ready');
  const issuing = conditionOf(object, 'Issuing');
  const native = [ready, issuing].flatMap(condition =>
    condition?.reason ? [condition.reason] : [],
  );
  const obstacle = obstacleOf(object, steps, found.issuer);
  const left = expiresAt === undefined ? undefined : expiresAt - now;
  const turn = {
    native,
    fixableBy: obstacle?.fixableBy ?? 'platform',
  } as const;
  const because = obstacle ? `: ${obstacle.why}` : '';
  if (left !== undefined && left <= 0) {
    return verdict('Degraded', `it has expired${because}`, {
      ...turn,
      since: expiresAt,
    });
  }
  if (ready?.status === 'True') {
    const begun = timeOf(at(object.status, 'notBefore'));
    const life =
      begun === undefined || expiresAt === undefined
        ? 90 * day
        : expiresAt - begun;
    const isDue =
      renewsAt === undefined
        ? life >= 2 * soon
        : now > renewsAt + Math.min(hour, life / 10);
    if (left !== undefined && left < soon && isDue) {
      return verdict(
        'Degraded',
        `it runs out and was not renewed${because}`,
        turn,
      );
    }
    const failed = numberOf(at(object.status, 'failedIssuanceAttempts')) ?? 0;
    return failed > 0 || (issuing?.status === 'True' && obstacle?.hasFailed)
      ? verdict(
          'Progressing',
          `its renewal has failed and will be tried again${because}`,
          turn,
        )
      : healthy(...native);
  }
  const since = ready?.since === undefined ? {} : { since: ready.since };
  if (obstacle?.hasFailed) {
    return verdict('Degraded', obstacle.why, { ...turn, ...since });
  }
  return unissuedVerdict(object, found, obstacle, { native, ...since });
}

/** Of one that nothing has refused yet: it may take its time, and longer where a step is known that it waits for. */
function unissuedVerdict(
  object: KubernetesObject,
  { steps, now }: { steps: readonly FoundStep[]; now: number },
  obstacle: ReturnType<typeof obstacleOf>,
  rest: { native: string[]; since?: number },
): Verdict {
  const ready = conditionOf(object, 'Ready');
  const begun = rest.since ?? timeOf(object.metadata.creationTimestamp);
  const waited = begun === undefined ? 0 : now - begun;
  const turn = { ...rest, fixableBy: obstacle?.fixableBy ?? 'platform' };
  if (obstacle) {
    return verdict(
      waited > hour ? 'Degraded' : 'Progressing',
      obstacle.why,
      turn,
    );
  }
  if (waited <= patience) {
    return verdict('Progressing', 'it is being issued', rest);
  }
  if (!ready && steps.length === 0) {
    return verdict('Unknown', 'no controller of cert-manager tells anything', {
      ...turn,
      since: begun,
    });
  }
  const message = controllerText(ready?.message ?? '');
  return verdict(
    'Degraded',
    `it was not issued in time${message && `: ${message}`}`,
    turn,
  );
}

/** What it waits for or fails at: the innermost step that is not done tells most. */
function obstacleOf(
  object: KubernetesObject,
  steps: readonly FoundStep[],
  issuer: string | undefined,
) {
  if (issuer !== undefined) {
    return {
      why: `${issuer} is not ready`,
      fixableBy: 'platform' as const,
      hasFailed: true,
    };
  }
  const open = steps.filter(({ isDone }) => !isDone);
  const issuing = conditionOf(object, 'Issuing');
  const ready = conditionOf(object, 'Ready');
  // What it waits for is gone once it has failed for good.
  const isGivenUp =
    (issuing?.status === 'False' && issuing.reason === 'Failed') ||
    (ready?.status === 'False' && ready.reason === 'Failed');
  const hasFailed =
    isGivenUp ||
    open.some(({ state }) =>
      /^(invalid|expired|errored|failed|denied|InvalidRequest)$/i.test(state),
    );
  const innermost = [...open].reverse().find(({ message }) => message);
  const isOfIssuing =
    ready?.status === 'True' ||
    (issuing?.status === 'False' && issuing.reason === 'Failed');
  const failing = isOfIssuing ? issuing : ready;
  const message = innermost?.message ?? controllerText(failing?.message ?? '');
  const said = /^(invalid|denied|InvalidRequest)$/i.test(innermost?.state ?? '')
    ? `${innermost?.state} ${message}`
    : message;
  const cause = certificateCauseOf(said);
  if (!innermost && !cause && !isGivenUp) {
    return undefined;
  }
  const step =
    innermost &&
    `${innermost.ref.kind}${innermost.about ? ` of ${innermost.about}` : ''}`;
  return {
    why:
      cause?.why ??
      (innermost
        ? `${step} is ${innermost.state.toLowerCase()}`
        : 'it could not be issued, and will be tried again'),
    fixableBy: cause?.fixableBy ?? ('platform' as const),
    hasFailed: hasFailed || cause?.why === 'the issuer does not exist',
  };
}
