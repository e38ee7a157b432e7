import { CauseCard } from '../../model';
import { isByFlux } from '../flux';
import { Found } from './Found';
import { workloadSteps } from './workloadSteps';

type Steps = ReadonlyArray<readonly [RegExp, string]>;

/** On the sync card, of what Flux delivers. */
const fluxSteps: Steps = [
  [/denied|admission|PodSecurity/, 'Change what the message names, in Git'],
  [
    /could not find the requested resource|no matches for kind/,
    'Install the kind in the cluster, or take the object out of Git',
  ],
  [/immutable/, 'Delete the object, or give it another name'],
  [
    /^its \S+ \S+ is not there/,
    'Correct the name of the source, or put the source into Git',
  ],
  [/waits for another one/, 'Look at the one that it waits for'],
  [
    /no controller of Flux|does not apply it/,
    'Look whether the controllers of Flux run',
  ],
  [
    /^its \S+ \S+ cannot be fetched|ArtifactFailed|artifact not found/i,
    'Look whether Flux reaches the source, and at its credential',
  ],
  [/is not in the cluster/, 'Reconcile it, so that Flux makes it anew'],
  [/(^|and )applied, but/, 'Look at that object'],
  [
    /helm|chart|install|upgrade|values/i,
    'Correct the chart or its values in Git, then reconcile it',
  ],
  [/kustomize|build|path|decrypt/i, 'Correct the files in Git'],
  [/./, 'Read its message, and the events of it'],
];

/*
 * What to do next, by card and reason, the first that matches. The reasons are those of the cards' own tables, so a new one there
 * wants a line here; a test compares the two.
 */
const steps: Record<CauseCard, Steps> = {
  sources: [
    [
      /does not answer|never answered/,
      'Look whether its API server runs and whether the portal reaches it; nothing of yours has to change',
    ],
    [
      /is (not )?being read/,
      'Wait until the portal, which has just started or found a new kind there, has read it',
    ],
    [
      /rejects our credential/,
      "Renew the token of the reader's account: it has most likely expired",
    ],
    [
      /does not allow us to read it/,
      "Apply the reader's role to the cluster again, and check its credential",
    ],
    [/too many of these/, 'Raise the limit of objects that the portal reads'],
    [/cannot be read/, 'Look at the object that the portal names in its log'],
    [
      /is being deleted/,
      'Wait until it is gone, or look what holds its finalizers',
    ],
    [
      /keeps all pods away/,
      'Look at the node; its pods are made anew on others',
    ],
    [/./, 'Look at it in the cluster'],
  ],
  workloads: workloadSteps,
  secrets: [
    [/is not ready/, 'Look at the address and the credential of it'],
    [
      /not open to this namespace/,
      "Add the namespace to the store's conditions",
    ],
    [/store does not exist/, 'Correct the name of the store'],
    [
      /that it pushes does not exist/,
      'Make that Secret, or take its name out of the PushSecret',
    ],
    [
      /that it pushes has no such key/,
      'Put the key into that Secret, or take it out of the PushSecret',
    ],
    [
      /External Secrets did not write/,
      'Delete what the store holds there, or push to another path',
    ],
    [/store takes no values/, 'Push to a store that can be written to'],
    [
      /let this namespace write/,
      'Let the credential of the store write the path',
    ],
    [/cannot be pushed/, 'Read its message'],
    [/webhook/, 'Look at the webhook and its Service'],
    [
      /quota has no room/,
      'Delete Secrets that nothing uses, or ask for a larger tier',
    ],
    [/admission policy refused/, 'Change what the policy names'],
    [
      /may not write Secrets/,
      'Give External Secrets its role in this namespace',
    ],
    [
      /namespace is being deleted/,
      'Wait until it is gone, or look what holds its finalizers',
    ],
    [
      /adds keys to is not there/,
      'Make that Secret first, or let it be created',
    ],
    [/something else owns/, 'Give it another name, or delete what owns it'],
    [/immutable/, 'Delete the Secret, so that it is made anew'],
    [/takes no more requests/, 'Wait, or let it be refreshed less often'],
    [/sealed or away/, 'Unseal the store'],
    [
      /does not take the credential/,
      'Look at the role and credential that the store uses here',
    ],
    [/is disabled in the store/, 'Enable that version, or ask for another one'],
    [/generator makes no value/, 'Look at the generator that it names'],
    [
      /issuer cannot sign/,
      'Look at the key or the role that the issuer signs with',
    ],
    [
      /let this namespace read/,
      'Correct the path, or give the store access to it',
    ],
    [/no such field/, 'Put the field there, or correct its name'],
    [
      /path does not exist|no longer has it/,
      'Put the value there, or correct the path',
    ],
    [/form that is asked for/, 'Correct the value or how it is decoded'],
    [/no key of a Secret/, 'Rename the field'],
    [/template cannot be filled/, 'Correct its template'],
    [
      /store cannot be reached/,
      'Look whether External Secrets reaches the store',
    ],
    [/takes no such Secret/, 'Read the message and correct its template'],
    [
      /(refreshed|pushed) it in time|waits for External Secrets/,
      'Look whether External Secrets runs',
    ],
    [/not issued in time/, 'Look whether cert-manager runs'],
    [/cannot be fetched/, 'Read its message'],
    [
      /takes no more requests|refuses these names/,
      'Ask the issuer for other names, or wait',
    ],
    [/CAA record/, 'Let the domain allow this issuer'],
    [/DNS record|does not resolve/, 'Look whether DNS has the name'],
    [/HTTP challenge/, 'Look whether the challenge is reached from outside'],
    [/issuer does not exist/, 'Correct the name of the issuer'],
    [/not approved/, 'Approve the request'],
    [
      /challenge cannot be set up/,
      'Look at the solver of the issuer and its credential',
    ],
    [
      /issuer cannot be reached/,
      'Look whether cert-manager reaches the issuer',
    ],
    [/expired|not renewed|renewal/, 'Look at its request, order and challenge'],
    [/./, 'Read its message'],
  ],
  quota: [
    [/nearly/, 'Ask for a larger tier before it is full'],
    [/counted/, 'Look whether the quota controller runs'],
    [/./, 'Ask for a larger tier, or scale something down'],
  ],
  network: [
    [
      /NetworkPolicies are not enforced/,
      'Install a network plugin that enforces NetworkPolicies, or turn its policy engine on',
    ],
    [
      /does not exist in DNS/,
      'Look whether external-dns or your zone has the name',
    ],
    [
      /no listener|not allow|hostname/i,
      'Take a hostname that one of the listeners offers',
    ],
    [
      /isolated by|denies/,
      'Allow the port from the gateway in the network of the tenant',
    ],
    [/never gets a request/, 'Remove one of the two rules, or tell them apart'],
    [/no usable backend/, 'Give the rule a backend'],
    [/names no gateway/, 'Name a gateway'],
    [/everywhere/, 'Add the policies of the platform'],
    [/DNS/, 'Allow the pods to ask DNS'],
    [
      /no running pod matches|selector/,
      'Correct the selector of the Service, or run what it selects',
    ],
    [/port called/, 'Correct the target port of the Service'],
    [/to an EndpointSlice/, 'Look at the controller manager of the cluster'],
    [/pods it selects/, 'Look at the pods of the Service'],
    [/does not exist/, 'Correct the name, or put it into Git'],
    [/certificate/i, 'Look at the certificate of the listener'],
    [/address|Programmed|reported/, 'Look at the controller of the gateway'],
    [/its owner can see/, 'Ask the platform team who it is'],
    [/./, 'Look at the first broken step of the route'],
  ],
  sync: [
    [/denied|admission|PodSecurity/, 'Change what the message names, in Git'],
    [
      /not permitted|will be refused/,
      'Change it in Git, or ask for it to be allowed',
    ],
    [
      /could not find the requested resource|no matches for kind/,
      'Install the kind in the cluster, or take the object out of Git',
    ],
    [/immutable/, 'Delete the object, or give it another name'],
    [/was to be paused/, 'Resume self-heal, or pause it for longer'],
    [/changed by hand|differs from Git/, 'Put it back, or put it into Git'],
    [/deleted in the cluster|a sync restores/, 'Sync it'],
    [/no longer in Git/, 'Sync it with prune'],
    [
      /has not created Application/,
      'Look at the ApplicationSets of the environment',
    ],
    [/no environment holds/, 'Wait until its request is applied'],
    [/deletion has not finished/, 'Look what holds the finalizers'],
    [/also managed by/, 'Take the object out of one of the two'],
    [/ApplicationSet/, 'Look at the ApplicationSet'],
    [
      /repositor|clone|dial|rpc error|reach|connection/i,
      'Look whether Argo CD reaches Git and the cluster',
    ],
    [/manifest|kustomize|helm|app path/i, 'Correct the files in Git'],
    [/./, 'Read its message in Argo CD'],
  ],
};

/** What to do next about something, in one sentence. */
export function nextStep({
  card,
  why,
  state,
  status,
}: Found): string | undefined {
  const isFlux =
    (status.of === 'application' && isByFlux(status.status)) ||
    (status.of === 'object' && status.isByFlux);
  return state === 'Unknown' && card !== 'sources'
    ? undefined
    : (isFlux ? fluxSteps : steps[card]).find(([pattern]) =>
        pattern.test(why),
      )?.[1];
}
