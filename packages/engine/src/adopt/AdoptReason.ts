/**
 * Why something is nobody's, is only listed or can't be proposed, for whoever says it in another language.
 *
 * @public
 */
export type AdoptReasonCode =
  | 'apiServerRefuses'
  | 'beingDeleted'
  | 'cannotBeAdopted'
  | 'credentials'
  | 'fileTaken'
  | 'finishedJob'
  | 'foundTwice'
  | 'gitOtherwise'
  | 'guardRailRefuses'
  | 'kindOfController'
  | 'kindOfPlatform'
  | 'kindUnknown'
  | 'kindUnread'
  | 'managedBy'
  | 'nameOfNoFile'
  | 'noEnvironment'
  | 'noRule'
  | 'noTenant'
  | 'otherNamespace'
  | 'ownNames'
  | 'ownerUnknown'
  | 'ofCluster'
  | 'requestRefused'
  | 'system'
  | 'tenantTaken'
  | 'tooLarge'
  | 'tooMany'
  | 'unread'
  | 'unwritable';

/**
 * Why something is as it is when it is adopted: in English, and by a code where it is one of those that are known.
 *
 * @public
 */
export interface AdoptReason {
  why: string;
  code?: AdoptReasonCode;
  /** What the text of the code is filled in with. */
  values?: Readonly<Record<string, string>>;
}

/** In English, by its code; with the names of its values in double braces. */
const TEXTS: Readonly<Record<AdoptReasonCode, string>> = {
  apiServerRefuses: 'an API server would refuse it: {{said}}',
  beingDeleted: 'it is being deleted',
  cannotBeAdopted: 'the tenant cannot be adopted',
  credentials:
    'it holds credentials as they are ({{fields}}), which do not go to Git; put them into the secret store and ask for a Secret',
  fileTaken:
    'there is a file {{path}} in Git with something else, which stays as it is; rename that file first',
  finishedJob: 'it is a Job that has run to its end',
  foundTwice:
    'it was found a second time with other content; the first one counts',
  gitOtherwise:
    'Git has it otherwise and stays as it is; change it there where what is in the cluster is right',
  guardRailRefuses: 'a guard rail refuses it: {{said}}',
  kindOfController: 'objects of kind {{kind}} are written by controllers',
  kindOfPlatform:
    "objects of kind {{kind}} are the platform's to write; it stays as it is",
  kindUnknown:
    'nothing is known of its kind; name it in tenancy.teamKinds where teams may write it',
  kindUnread: 'its kind could not be read there, so it may be there already',
  managedBy:
    'it is managed by {{manager}}, which would fight over it with what applies Git',
  nameOfNoFile: 'its name can be no name of a file',
  noEnvironment:
    'the rule {{rule}} names no environment, and it can be one of {{environments}}',
  noRule: 'no rule names it',
  noTenant:
    'no tenant has this namespace in {{environment}} by naming.namespace ({{template}}); name one in its rule',
  otherNamespace: 'it is in no namespace of the tenant',
  ownNames:
    'its namespaces have names of their own: put the lines for naming.existing into app-config first',
  ownerUnknown: 'there is no group {{owner}} in the catalog',
  ofCluster: 'it belongs to the whole cluster',
  requestRefused:
    'its request in Git is refused, so it is not known what that asks for; mend the request first: {{said}}',
  system: 'it is a namespace of the cluster or the platform',
  tenantTaken:
    'tenant {{tenant}} has another namespace in {{environment}}, and there is a tenant {{namespace}}; name a tenant in the rule',
  tooLarge: "it is larger than {{size}} KiB, which Argo CD can't apply",
  tooMany:
    'its namespace has more than {{most}} objects to be kept as they are; what makes them is to be in Git',
  unread: 'not all is known: {{said}}',
  unwritable:
    'it holds characters that Kustomize refuses to build ({{field}}); take them out of it first',
};

/**
 * The reason of a code.
 *
 * @param values - one for each name in its text
 * @public
 */
export function adoptReason(
  code: AdoptReasonCode,
  values?: Readonly<Record<string, string>>,
): AdoptReason {
  return {
    why: TEXTS[code].replace(
      /\{\{(\w+)\}\}/g,
      (_, name: string) => values?.[name] ?? '',
    ),
    code,
    ...(values ? { values } : {}),
  };
}

/** Its fields alone, of what may hold more. */
export function reasonOf({ why, code, values }: AdoptReason): AdoptReason {
  return {
    why,
    ...(code === undefined ? {} : { code }),
    ...(values === undefined ? {} : { values }),
  };
}
