export {
  commonAnnotations,
  commonLabels,
  labelKeysOf,
  labelValue,
  rendererVersion,
  type LabelKeys,
} from './labels';
export {
  dnsLabelPattern,
  isDnsLabel,
  objectName,
  shorten,
  shortHash,
} from './objectNames';
export {
  expandTemplate,
  nameClash,
  namespaceName,
  placeholdersOf,
  sameName,
  type ExistingNamespace,
  type Naming,
} from './templates';
export {
  groupOfSubject,
  groupSubject,
  type GroupSubject,
} from './groupSubject';
