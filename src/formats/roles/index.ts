export { type TensorChoices, type TensorShape, tensorChoices } from './tensor-choices.ts';
export { type RoleMapping, TENSOR_ROLES, type TensorRole } from './tensor-role.ts';
export { type RoleAssignment, type RoleOptions, tryRoles } from './tensor-roles.ts';
