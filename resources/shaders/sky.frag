in vec3 ray;
flat in vec4 frame; // 1 / pixels of the picture, towards the sun

out vec4 fragColour;

void main()
{
    vec3 d = normalize(ray);
    float up = clamp(d.z, 0.0, 1.0);
    float toSun = max(dot(normalize(d.xy), frame.zw), 0.0);
    vec3 colour = mix(hazeColour, skyTop, 1.0 - exp(-up * 5.0));
    colour *= 1.0 + 0.10 * toSun * (1.0 - up);
    fragColour = vec4(rimmed(colour, gl_FragCoord.xy * frame.xy), 1.0);
}
