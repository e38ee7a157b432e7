import {
  ApplicationStatus,
  EnvironmentSync,
  ObjectRef,
  SyncStatus,
  TroubledObject,
  findingId,
} from '../../../model';
import { controllerText } from '../../controllerText';
import { verdict, verdictOf } from '../../verdict';
import { isByFlux } from '../../flux';
import { Found } from '../Found';

/** What the sync card has to say: its Applications, their objects that no other card shows, and what has no Application. */
export function syncFindings(
  { environments }: SyncStatus,
  isShown: (environment: string, ref: ObjectRef) => boolean,
): Found[] {
  return environments.flatMap(row => [
    ...ofEnvironment(row),
    ...row.applications.flatMap(app => [
      // Where Argo CD calls the whole healthy, its objects are no trouble.
      ...(app.state === 'Healthy'
        ? []
        : [ofApplication(app, row), ...ofObjects(app, row, isShown)]),
    ]),
  ]);
}

/** What is said of the environment and of none of its Applications. */
function ofEnvironment(row: EnvironmentSync): Found[] {
  const isTold =
    row.state === 'Healthy' ||
    row.applications.some(
      ({ state, why }) => state === row.state && row.why.endsWith(why),
    );
  return isTold
    ? []
    : [
        {
          ...verdictOf(row),
          id: `sync/${row.environment}`,
          card: 'sync',
          environments: [row.environment],
          title: `sync of ${row.environment}`,
          cluster: row.cluster,
          status: { of: 'nothing' },
        },
      ];
}

function ofApplication(app: ApplicationStatus, row: EnvironmentSync): Found {
  // A word of an operation that is over says nothing of now: what it was refused does.
  const said = app.troubled.find(({ ref }) => isSame(ref, app.about))?.message;
  return {
    ...verdictOf(app),
    ...(app.about ? { about: app.about } : {}),
    id: findingId('sync', row.environment, app.ref),
    card: 'sync',
    environments: [row.environment],
    title: `${app.ref.kind} ${app.ref.name}`,
    ref: app.ref,
    // What it can't tell is mostly of the cluster that it deploys to.
    cluster: row.cluster,
    ...(said ? { message: controllerText(said) } : {}),
    status: { of: 'application', status: app },
  };
}

/** Objects that are refused, missing or unwell, except the one that the Application itself tells of. */
function ofObjects(
  app: ApplicationStatus,
  { environment }: EnvironmentSync,
  isShown: (environment: string, ref: ObjectRef) => boolean,
): Found[] {
  return app.troubled.flatMap(object => {
    const { ref } = object;
    const state = stateOf(object);
    const isApplication =
      ref.group === 'argoproj.io' && ref.kind === 'Application';
    return state === undefined ||
      isApplication ||
      isSame(ref, app.about) ||
      isShown(environment, ref)
      ? []
      : [ofObject(object, state, app, environment)];
  });
}

function ofObject(
  object: TroubledObject,
  state: 'Degraded' | 'Missing',
  app: ApplicationStatus,
  environment: string,
): Found {
  const { ref, message = '' } = object;
  const isRefused = object.sync === 'SyncFailed';
  const why =
    controllerText(message).slice(0, 300) ||
    (isRefused ? 'it was not applied' : object.health?.toLowerCase()) ||
    'it is not as it should be';
  return {
    ...verdict(state, why, {
      ...(app.fixableBy ? { fixableBy: app.fixableBy } : {}),
      native: [object.sync, object.health].flatMap(word => word ?? []),
    }),
    id: findingId('sync', environment, ref),
    card: 'sync',
    environments: [environment],
    title: `${ref.kind} ${ref.name}`,
    ref,
    cluster: ref.cluster,
    ...(message ? { message: controllerText(message) } : {}),
    status: {
      of: 'object',
      application: app.ref.name,
      isRefused,
      ...(isByFlux(app) ? { isByFlux: true } : {}),
    },
  };
}

function stateOf({ sync, health }: TroubledObject) {
  if (health === 'Missing' || health === 'Degraded') {
    return health;
  }
  return sync === 'SyncFailed' ? ('Degraded' as const) : undefined;
}

/** An object as far as a text or a controller names it. */
export type Named = Pick<ObjectRef, 'kind' | 'name'> &
  Partial<Pick<ObjectRef, 'group' | 'namespace'>>;

/** Whether two references name one object; what one does not tell of the group or namespace is no difference. */
export function isSame(a: Named, b: Named | undefined): boolean {
  return (
    b !== undefined &&
    a.kind === b.kind &&
    a.name === b.name &&
    (a.group === undefined || b.group === undefined || a.group === b.group) &&
    (a.namespace === undefined ||
      b.namespace === undefined ||
      a.namespace === b.namespace)
  );
}
