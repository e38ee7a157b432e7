export {
  applyEdit,
  editTo,
  type AppliedEdit,
  type RequestEdit,
} from './applyEdit';
export type { FieldConflict } from './mergeValues';
export * from './requestText';
export * from './describeEdit';
export * from './selfHeal';
export {
  imagesOf,
  setImage,
  type ImageAsk,
  type ImageChange,
  type SetImage,
} from './setImage';
