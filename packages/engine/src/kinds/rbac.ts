import { checkRole, checkRoleBinding } from '../validate/rules/rbac';
import { KindDescriptor } from './KindDescriptor';

const shared = {
  group: 'rbac.authorization.k8s.io',
  versions: ['v1'],
  schema: 'core',
  writer: 'platform',
  watched: true,
} as const;
const ofNamespace = {
  ...shared,
  namespaced: true,
  reach: 'namespace',
  team: { may: 'read' },
  guarded: true,
} as const;
// No card rests on them: who may do what is read when somebody asks.
const ofCluster = { ...shared, namespaced: false, reach: 'nobody' } as const;

/** Who may do what. */
export const rbac: readonly KindDescriptor[] = [
  {
    ...ofNamespace,
    kind: 'Role',
    plural: 'roles',
    validate: { v1: checkRole },
  },
  {
    ...ofNamespace,
    kind: 'RoleBinding',
    plural: 'rolebindings',
    binding: true,
    validate: { v1: checkRoleBinding },
  },
  {
    ...ofCluster,
    kind: 'ClusterRole',
    plural: 'clusterroles',
    validate: { v1: checkRole },
  },
  {
    ...ofCluster,
    kind: 'ClusterRoleBinding',
    plural: 'clusterrolebindings',
    validate: { v1: checkRoleBinding },
  },
];
