export * from './tierField';
