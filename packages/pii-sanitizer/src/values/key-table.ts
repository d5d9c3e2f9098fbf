// The keys whose values are personal or secret by their name, in English and the main European languages. Written as
// words; `first name` covers firstName, first_name, First-Name and firstname. Accents are dropped, ß is ss, ø is o.

import { setOf } from './set-of.ts';

/** Words for a password, each written together. */
export const PASSWORDS =
  'password|passwd|passphrase|passcode|pwd|passwort|kennwort|motdepasse|mdp|contrasena|contrasenya|senha|palavrapasse|' +
  'wachtwoord|losenord|adgangskode|passord|salasana|haslo|heslo|jelszo|sifre|geslo|lozinka|zaporka|parool|' +
  'slaptazodis|kodeord|пароль|парола|κωδικος|密码|密碼|dbpass|userpass|storepass|keypass|bindpw';

/** Phrases by type. They match anywhere in a key, by whole words. */
export const PHRASES: Readonly<Record<string, string>> = {
  SECRET:
    `${PASSWORDS}|` +
    'secret|token|api key|access key|private key|signing key|encryption key|credential|authorization|' +
    'connection string|access tokens|api tokens|auth tokens|refresh tokens|session tokens|session cookie|set cookie|' +
    'jwt|otp|one time code|security answer|security code|cvv|cvv2|cvc|cvc2|pin code|pin number|card pin|user pin|' +
    'geheimnis|clave secreta|parola chiave',
  EMAIL: 'email|mail address|mailadresse|courriel|correo|posta elettronica|epost|' + 'sahkoposti',
  PHONE:
    'phone|telephone|mobile number|cell number|fax number|msisdn|telefon|telefonnummer|telefono|telefone|' +
    'mobilnummer|handynummer|telefoonnummer|puhelin|puhelinnumero|mobilnr|telefonnr|' +
    'celular|whatsapp number',
  US_SSN: 'ssn|social security',
  CREDIT_CARD:
    'credit card|card number|card no|card num|debit card|cc number|cc num|kreditkarte|kreditkartennummer|' +
    'kartennummer|carte de credit|carte bancaire|numero de carte|tarjeta de credito|numero de tarjeta|' +
    'carta di credito|numero carta|cartao de credito|numero do cartao|creditcardnummer|kortnummer|' +
    'primary account number',
  BANK_ACCOUNT:
    'iban|account number|account no|bank account|acct number|acct no|routing number|sort code|kontonummer|' +
    'bankverbindung|numero de compte|numero de cuenta|cuenta bancaria|numero di conto|conto corrente|' +
    'conta bancaria|rekeningnummer|bankkonto|tilinumero|numer konta',
  NATIONAL_ID:
    'national id|national identification|national insurance|nino|nhs number|tax id|taxpayer id|tax number|' +
    'tax identification|passport|driver license|drivers license|driving license|' +
    'driver licence|drivers licence|driving licence|license number|licence number|identity card|id card|' +
    'id number|identity number|social insurance number|medicare number|health insurance number|aadhaar|' +
    'pan number|pan card|steuer id|steuernummer|steueridentifikationsnummer|sozialversicherungsnummer|' +
    'krankenversicherungsnummer|personalausweis|personalausweisnummer|ausweisnummer|reisepass|reisepassnummer|' +
    'fuhrerscheinnummer|ahv|securite sociale|numero fiscal|' +
    'carte identite|carte vitale|passeport|permis de conduire|dni|numero de identidad|' +
    'seguridad social|pasaporte|codice fiscale|carta identita|passaporto|patente di guida|cpf|cnpj|' +
    'numero de contribuinte|cartao de cidadao|bsn|burgerservicenummer|paspoortnummer|rijbewijsnummer|' +
    'personnummer|fodselsnummer|cpr|henkilotunnus|pesel|rodne cislo|cnp|oib|curp',
  PERSON:
    'first name|last name|middle name|full name|given name|family name|maiden name|forename|surname|' +
    'birth name|legal name|cardholder name|card holder|account holder|patient name|customer name|' +
    'employee name|contact name|beneficiary name|vorname|nachname|familienname|geburtsname|' +
    'vollstandiger name|kontoinhaber|prenom|nom de famille|nom complet|nom de jeune fille|primer nombre|' +
    'nombre completo|apellido|cognome|nome completo|' +
    'sobrenome|apelido|voornaam|achternaam|familienaam|fornavn|etternavn|efternavn|mellomnavn|fornamn|' +
    'efternamn|etunimi|sukunimi|imie|nazwisko|prijmeni|krestni jmeno|keresztnev|vezeteknev',
  DATE_TIME:
    'birth date|date of birth|dob|birthday|place of birth|birth place|geburtsdatum|geburtstag|' +
    'geburtsort|date de naissance|date naissance|lieu de naissance|fecha de nacimiento|fecha nacimiento|' +
    'data di nascita|data nascita|luogo di nascita|data de nascimento|data nascimento|geboortedatum|' +
    'geboorteplaats|fodselsdato|fodelsedatum|fodselsdag|syntymaaika|data urodzenia|datum narozeni|' +
    'szuletesi datum',
  ADDRESS:
    'address|street|postal code|post code|zip code|house number|adresse|anschrift|strasse|' +
    'hausnummer|postleitzahl|wohnort|code postal|direccion|codigo postal|indirizzo|endereco|codice postale|' +
    'straatnaam|huisnummer|postnummer|gateadresse|katuosoite|postinumero|kod pocztowy|' +
    'adres|adress',
};

/** Keys that count only when they are the whole key: inside others they mean something else. */
export const WHOLE_KEYS: Readonly<Record<string, string>> = {
  SECRET: 'pin|cookie|auth|clave',
  ADDRESS: 'zip|plz|rue|calle',
  PERSON: 'prenoms|apellidos|nom|nazwiska',
  NATIONAL_ID: 'nif|nie|nir|rut',
  BIC: 'bic|swift code',
};

/** Keys that say what a **number** is, or a text of digits, while other texts under them are left to the detector. */
export const NUMBER_KEYS: Readonly<Record<string, string>> = {
  PHONE: 'mobile|tel|cell|fax|handy|mobil|movil|portable|whatsapp|contact number|cellphone',
  NATIONAL_ID: 'sin|tin|tfn|abn|ein|itin|npi|pan|sin number|nhs',
  BANK_ACCOUNT: 'account|acct|konto|compte|cuenta|conto|rekening',
};

/** A word after a sensitive one (or at the end of the key) that makes the value a mere fact about it. */
export const FACTS: ReadonlySet<string> = setOf(
  'count counts type types kind id ids length len limit limits enabled disabled required optional valid ' +
    'validated invalid verified unverified confirmed status state expiry expires expired expiration ttl age at ' +
    'policy format size total max min usage used present exists set strength ref budget url uri link endpoint path ' +
    'field fields label placeholder hint rule rules regex pattern provider service method channel source version ' +
    'name names template subject sent changed requested reset updated created notification notifications preference ' +
    'preferences consent subscribed index flag attempts failures',
);
