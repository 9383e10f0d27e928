import { DashboardApp } from "./dashboard-app.ts";
import { SignInForm } from "./sign-in-form.ts";

customElements.define("firstframe-sign-in", SignInForm);
customElements.define("firstframe-dashboard", DashboardApp);
