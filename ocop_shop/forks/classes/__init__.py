"""Single classes in the place of Oscar's, for apps that own tables and are therefore not forked."""
