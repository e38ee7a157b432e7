export * from './FieldNote';
export * from './fieldText';
export * from './formData';
export * from './PlatformGate';
export * from './requestDocument';
export * from './sentences';
export * from './useAnswer';
export * from './useDebounced';
