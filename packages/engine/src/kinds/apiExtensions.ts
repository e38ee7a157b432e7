import { KubernetesObject } from '../model';
import { KindDescriptor } from './KindDescriptor';
import { Health, health } from './health/health';
import { conditionsIn, field, textIn } from './health/scriptFields';

/** CustomResourceDefinition of apiextensions.k8s.io. */
function customResourceDefinition(object: KubernetesObject): Health {
  // Without any status the script fails.
  field(object.status, 'conditions');
  const conditions = conditionsIn(object.status);
  if (conditions.length === 0) {
    return health('Progressing', 'Status conditions not found');
  }
  let established = false;
  for (const condition of conditions) {
    const status = field(condition, 'status');
    const says = (text: string) =>
      `${text}: ${textIn(field(condition, 'message'))}`;
    switch (field(condition, 'type')) {
      case 'Terminating':
        if (status === 'True') {
          return health('Progressing', says('CRD is terminating'));
        }
        break;
      case 'NamesAccepted':
        if (status === 'False') {
          return health('Degraded', says('CRD names have not been accepted'));
        }
        break;
      case 'NonStructuralSchema':
        if (status === 'True') {
          return health('Degraded', says('Schema violations found'));
        }
        break;
      case 'Established':
        if (status === 'True') {
          established = true;
        } else if (field(condition, 'reason') === 'Installing') {
          return health('Progressing', 'CRD is being installed');
        }
        break;
      default:
    }
  }
  return established
    ? health('Healthy', 'CRD is healthy')
    : health('Degraded', 'CRD is not established');
}

/**
 * The kinds that a cluster has beyond the built-in ones: read to validate with what it really serves, and to notice kinds
 * that are installed later. Not among `watched`: of a definition nothing but what validation reads is kept.
 *
 * @public
 */
export const customResourceDefinitions: KindDescriptor = {
  group: 'apiextensions.k8s.io',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  versions: ['v1'],
  namespaced: false,
  schema: 'cluster',
  writer: 'controller',
  reach: 'nobody',
  health: customResourceDefinition,
};
