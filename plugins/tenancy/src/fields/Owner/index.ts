export * from './ownerField';
