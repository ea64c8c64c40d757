flat in vec4 frame;
flat in vec3 faceNormal;
in vec4 away;

out vec4 fragColour;

void main()
{
    float facing = abs(dot(faceNormal, normalize(away.xyz)));
    // Glass mirrors most where it is looked along.
    float veil = shell.a * (0.55 + 1.9 * (1.0 - facing) * (1.0 - facing));
    fragColour = vec4(finishAt(shell.rgb, away.w, gl_FragCoord.xy * frame.xy), min(veil, 0.6) * frame.w);
}
