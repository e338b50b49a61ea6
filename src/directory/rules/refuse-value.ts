import { DirectoryFault } from '../fault.ts';

/**
 * Refuses the value of one property.
 * @param target path of the property by its Graph names
 * @param why one public sentence
 * @throws DirectoryFault `InvalidValue`
 */
export function refuseValue(target: string, why: string): never {
  throw new DirectoryFault('InvalidValue', `Invalid value specified for property '${target}'. ${why}`, { target });
}

/**
 * Refuses the absence of one property.
 * @param target path of the property by its Graph names
 * @throws DirectoryFault `MissingValue`
 */
export function refuseAbsence(target: string): never {
  throw new DirectoryFault('MissingValue', `A value is required for property '${target}'.`, { target });
}
