export { type RoleMapping, TENSOR_ROLES, type TensorRole } from './tensor-role.ts';
export { type RoleAssignment, tryRoles } from './tensor-roles.ts';
