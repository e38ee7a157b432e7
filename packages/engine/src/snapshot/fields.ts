export * from '../model/fields';
