import { z } from "zod";
import { nameSchema } from "../slug";

export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email("must be an e-mail address"));

/** Length is what makes a password hard to guess, so nothing else is asked of it. */
export const newPasswordSchema = z
  .string()
  .min(12, "must have at least 12 characters")
  .max(128, "must have at most 128 characters");

/** The client's network address, as the deployment's own front end says it. */
const addressSchema = z.string().max(100);

export const signUpSchema = z
  .strictObject({
    email: emailSchema,
    password: newPasswordSchema,
    name: nameSchema.optional(),
    /** The name of the organization made for this person. */
    organization: nameSchema,
    address: addressSchema,
  })
  .refine((input) => input.password.toLowerCase() !== input.email, {
    path: ["password"],
    message: "must not be the e-mail address",
  });
export type SignUpInput = z.input<typeof signUpSchema>;

export const verifyPasswordSchema = z.strictObject({
  email: z.string().trim().toLowerCase().max(254),
  password: z.string().max(1_000),
  address: addressSchema,
});
export type VerifyPasswordInput = z.input<typeof verifyPasswordSchema>;

/** A person, without anything that signs in. */
export interface UserView {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
}

export interface NewSession {
  /** For the cookie; only its hash is stored. */
  readonly cookieValue: string;
  readonly expires: Date;
}
