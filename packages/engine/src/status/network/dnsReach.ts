import { Isolation } from '../../model';
import { Environment } from '../../platform';
import { ClusterView } from '../../snapshot/clusterView';
import { Steps } from '../../steps';
import { IpBlockMode } from '../netpol/admitted';
import { Policies, allowed } from '../netpol/allowed';
import { rangeOf } from '../netpol/addressRange';
import { End, PodEnd } from '../netpol/end';
import { ipBlockModeOf } from '../netpol/policiesOf';
import { toAnybody } from '../netpol/toAnybody';
import { Resolver, resolversOf } from './resolvers';

const protocols = ['UDP', 'TCP'] as const;

/** The ports that DNS servers listen on: OpenShift's is the second. */
const usual = [53, 5353];

/** Where caches on nodes listen by default, and an address beside it. */
const [cache, beside] = ['169.254.20.10', '169.254.20.11'].map(text => {
  const range = rangeOf(text);
  return range && ({ type: 'addresses', range } as const);
});

/** From the best to the worst: what one pod that may not ask says counts for all. */
const words = ['yes', 'undecided', 'unseen', 'no'] as const;
type Word = (typeof words)[number];

const doubts = {
  undecided:
    'a policy allows DNS by addresses, which not every network plugin takes for pods, or in a way that only Cilium can evaluate',
  unseen:
    'a policy lets pods query somebody, and it cannot be seen who answers DNS here',
};

/** Whether policies let the pods of a namespace query DNS; where they may ask somebody and the servers are not known, that is not known. */
export function* dnsReachInSteps(
  pods: readonly PodEnd[],
  policies: Policies,
  environment: Environment,
  view: ClusterView,
): Steps<Pick<Isolation, 'dnsAllowed' | 'why'>> {
  const { found, areKnown, hasCache } = resolversOf(environment, view);
  const mode = ipBlockModeOf(environment, policies);
  const anybody = areKnown ? undefined : toAnybody(policies, usual[0]);
  const worst: Record<(typeof protocols)[number], Word> = {
    UDP: 'yes',
    TCP: 'yes',
  };
  for (const pod of pods) {
    yield;
    for (const protocol of protocols) {
      const word = queryWord(pod, protocol, {
        policies,
        anybody,
        found,
        mode,
        hasCache,
      });
      if (words.indexOf(word) > words.indexOf(worst[protocol])) {
        worst[protocol] = word;
      }
    }
  }
  const missing = protocols.filter(protocol => worst[protocol] === 'no');
  if (missing.length > 0) {
    const named = missing.map(each => `${each} ${found[0].ports[each]}`);
    return {
      dnsAllowed: 'no',
      why: `no policy allows pods to query DNS on ${named.join(' and ')}`,
    };
  }
  const doubt = (['unseen', 'undecided'] as const).find(word =>
    protocols.some(protocol => worst[protocol] === word),
  );
  return doubt
    ? { dnsAllowed: 'unknown', why: doubts[doubt] }
    : { dnsAllowed: 'yes' };
}

interface Asked {
  policies: Policies;
  anybody: Policies | undefined;
  found: readonly Resolver[];
  mode: IpBlockMode;
  hasCache: boolean;
}

function queryWord(
  pod: PodEnd,
  protocol: (typeof protocols)[number],
  { policies, anybody, found, mode, hasCache }: Asked,
): Word {
  const ways = found.map(({ end, ports }) => {
    const way = allowed(policies, pod, end, mode);
    return {
      isSure: way.ports.has(protocol, ports[protocol]),
      isPossible: way.undecided.has(protocol, ports[protocol]),
    };
  });
  if (ways.some(({ isSure }) => isSure)) {
    return 'yes';
  }
  if (ways.some(({ isPossible }) => isPossible)) {
    return 'undecided';
  }
  const way = anybody && allowed(anybody, pod, found[0].end, mode);
  const open = way?.ports.union(way.undecided);
  const opens = (end: End | undefined) =>
    end !== undefined &&
    allowed(policies, pod, end, mode).ports.has(protocol, usual[0]);
  // Who opens just the address of the cache has one, seen or not.
  const asksCache = opens(cache) && (hasCache || !opens(beside));
  return asksCache || usual.some(port => open?.has(protocol, port))
    ? 'unseen'
    : 'no';
}
