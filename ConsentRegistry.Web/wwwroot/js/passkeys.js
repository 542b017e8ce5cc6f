// A form with data-passkey asks the browser for a passkey before it is posted (Account/Pages/PasskeyForm.razor).
const ceremonies = {
    "register": async options => navigator.credentials.create({
        publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
    }),
    "sign-in": async options => navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
    }),
};
const optionPaths = {
    "register": "/account/passkeys/creation-options",
    "sign-in": "/account/passkeys/request-options",
};

async function optionsFor(form) {
    const response = await fetch(optionPaths[form.dataset.passkey], {
        method: "POST",
        headers: { "RequestVerificationToken": form.elements["__RequestVerificationToken"].value },
    });
    if (!response.ok) {
        throw new Error(`The server answered ${response.status}.`);
    }
    return response.json();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", async event => {
        event.preventDefault();
        try {
            const credential = await ceremonies[form.dataset.passkey](await optionsFor(form));
            form.querySelector("[data-credential]").value = JSON.stringify(credential.toJSON());
            form.submit();
        } catch {
            form.querySelector("[data-passkey-error]").textContent = form.dataset.failed;
        }
    });
}
