import { checkPriorityClass } from '../validate/rules/priorityClass';
import { KindDescriptor } from './KindDescriptor';

/** Whose pods go first. */
export const scheduling: readonly KindDescriptor[] = [
  {
    group: 'scheduling.k8s.io',
    kind: 'PriorityClass',
    plural: 'priorityclasses',
    label: { one: 'PriorityClass', many: 'PriorityClasses' },
    versions: ['v1'],
    namespaced: false,
    schema: 'core',
    writer: 'platform',
    reach: 'cluster',
    validate: { v1: checkPriorityClass },
  },
];
