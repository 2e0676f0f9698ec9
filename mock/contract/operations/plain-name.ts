/** A name without case and separators, since names are written in many ways: `petId`, `pet_id`, `pet-id`. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
