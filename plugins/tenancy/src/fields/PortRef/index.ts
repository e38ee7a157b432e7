export * from './portRefField';
